"""What the operating system says of a file or a disk, in the words of those who read our sentences."""

import errno

_GRUNDE = {
    errno.ENOENT: "den findes ikke",
    errno.EISDIR: "det er en mappe",
    errno.ENOTDIR: "det er ikke en mappe",
    errno.EEXIST: "den er der allerede",
    errno.ENOTEMPTY: "mappen er ikke tom",
    errno.EACCES: "programmet har ikke lov",
    errno.EPERM: "programmet har ikke lov",
    errno.EROFS: "der kan kun læses",
    errno.ENOSPC: "disken er fuld",
    errno.EDQUOT: "disken er fuld",
    errno.EFBIG: "disken er fuld",
    errno.ENAMETOOLONG: "navnet er for langt",
    errno.ELOOP: "genvejene går i ring",
    errno.EMFILE: "for mange filer er åbne",
    errno.ENFILE: "for mange filer er åbne",
    errno.EBUSY: "den er i brug",
    errno.ETXTBSY: "den er i brug",
    errno.EIO: "disken svarer ikke, som den skal",
    errno.EADDRINUSE: "den er optaget",
    errno.EADDRNOTAVAIL: "adressen er ikke på denne maskine",
}


def explain_oserror(fejl: OSError) -> str:
    """Give why in a few Danish words without a full stop; the system's own words for what is rare."""
    return _GRUNDE.get(fejl.errno or 0) or fejl.strerror or type(fejl).__name__
