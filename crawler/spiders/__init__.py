"""The Scrapy side, run in a process of its own (`python -m crawler.spiders`): follows links, knows no field."""
