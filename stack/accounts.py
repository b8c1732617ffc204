"""Under which account a child runs, and how it is tied to the supervisor's life.

PostgreSQL refuses to run as root, so as root the server gets an unprivileged uid. Everything here happens in
the child between fork and exec.
"""

import ctypes
import os
import pwd
import signal
import stat
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

_PR_SET_PDEATHSIG = 1
_PR_SET_KEEPCAPS = 8
_PR_CAP_AMBIENT = 47
_PR_CAP_AMBIENT_RAISE = 2
_CAP_DAC_OVERRIDE = 1
_CAPABILITY_VERSION_3 = 0x20080522
_CLONE_NEWUSER = 0x10000000
_FIRST_FREE_UID = 20000

_libc = ctypes.CDLL(None, use_errno=True)


@dataclass(frozen=True)
class Account:
    """A uid and gid to run under.

    `reach`: the way to the files leads through folders closed to that uid (a clone under /root), so the child
    keeps the one capability that opens them. `masked`: the child sees its own uid as this one, in a user
    namespace of its own.
    """

    uid: int
    gid: int
    reach: bool = False
    masked: bool = False


def has_entry(uid: int) -> bool:
    return any(entry.pw_uid == uid for entry in pwd.getpwall())


def existing_account() -> Account:
    """An unprivileged account with a passwd entry, which initdb insists on."""
    entries = sorted(pwd.getpwall(), key=lambda entry: (entry.pw_name != "nobody", -entry.pw_uid))
    entry = next(entry for entry in entries if entry.pw_uid != 0)
    return Account(entry.pw_uid, entry.pw_gid, masked=os.geteuid() != 0)


def free_account() -> Account:
    """A uid that belongs to nobody else on this machine, so that no other process may read the data."""
    taken = {entry.pw_uid for entry in pwd.getpwall()}
    uid = next(uid for uid in range(_FIRST_FREE_UID, 65000) if uid not in taken)
    return Account(uid, uid)


def open_to_all(path: Path) -> bool:
    """True when any uid may pass all the parents of `path`, and read and enter or execute `path` itself."""
    wanted = stat.S_IROTH | stat.S_IXOTH
    passable = all(parent.stat().st_mode & stat.S_IXOTH for parent in path.resolve().parents)
    return passable and path.stat().st_mode & wanted == wanted


def chown_tree(root: Path, account: Account) -> None:
    for folder, _, files in os.walk(root):
        os.chown(folder, account.uid, account.gid)
        for name in files:
            os.chown(Path(folder, name), account.uid, account.gid, follow_symlinks=False)


def child_setup(account: Account | None, death: signal.Signals) -> Callable[[], None]:
    """What the child does before exec: change account, then ask the kernel for `death` when its parent ends.

    The kernel forgets the request when the account changes, hence the order. It means the parent *thread*, so
    children are started from the main thread only.
    """
    parent = os.getpid()

    def setup() -> None:
        if account is not None:
            _become(account)
        _libc.prctl(_PR_SET_PDEATHSIG, int(death), 0, 0, 0)
        if os.getppid() != parent:
            os._exit(1)

    return setup


def _become(account: Account) -> None:
    if account.masked:
        return _mask(account)
    os.setgroups([])
    os.setgid(account.gid)
    _libc.prctl(_PR_SET_KEEPCAPS, int(account.reach), 0, 0, 0)
    os.setuid(account.uid)
    if account.reach:
        _keep_reach()
    return None


def _mask(account: Account) -> None:
    uid, gid = os.geteuid(), os.getegid()
    if _libc.unshare(_CLONE_NEWUSER) != 0:
        raise OSError(ctypes.get_errno(), "no user namespace")
    Path("/proc/self/setgroups").write_text("deny")
    Path("/proc/self/uid_map").write_text(f"{account.uid} {uid} 1")
    Path("/proc/self/gid_map").write_text(f"{account.gid} {gid} 1")


def _keep_reach() -> None:
    bit = 1 << _CAP_DAC_OVERRIDE
    header = (ctypes.c_uint32 * 2)(_CAPABILITY_VERSION_3, 0)
    sets = (ctypes.c_uint32 * 6)(bit, bit, bit, 0, 0, 0)
    if _libc.capset(header, sets) != 0:
        raise OSError(ctypes.get_errno(), "cannot keep CAP_DAC_OVERRIDE")
    _libc.prctl(_PR_CAP_AMBIENT, _PR_CAP_AMBIENT_RAISE, _CAP_DAC_OVERRIDE, 0, 0)
