"""Work over many nights or many machines: past nights judged again, by themselves or on Dask."""
