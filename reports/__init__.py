"""What people read: pages, mails and exports."""
