"""The system libraries that Qt needs on a bare Linux: install what is missing (root, apt) or name it.

    python -m tools.syslibs

Runs before anything is installed, so it uses the standard library alone. Asks the dynamic loader rather than the
package manager: whatever can be loaded is there, wherever it came from, and then no package manager is touched.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys

# What the loader is asked for -> the Debian packages that bring it, newest name first.
OFFSCREEN: dict[str, tuple[str, ...]] = {
    "libGL.so.1": ("libgl1",),
    "libEGL.so.1": ("libegl1",),
    "libglib-2.0.so.0": ("libglib2.0-0t64", "libglib2.0-0"),
    "libgthread-2.0.so.0": ("libglib2.0-0t64", "libglib2.0-0"),
    "libdbus-1.so.3": ("libdbus-1-3",),
    "libfontconfig.so.1": ("libfontconfig1",),
    "libfreetype.so.6": ("libfreetype6",),
    "libxkbcommon.so.0": ("libxkbcommon0",),
    "libX11.so.6": ("libx11-6",),
}
SCREEN: dict[str, tuple[str, ...]] = {
    "libxcb-cursor.so.0": ("libxcb-cursor0",),
    "libxcb-icccm.so.4": ("libxcb-icccm4",),
    "libxcb-image.so.0": ("libxcb-image0",),
    "libxcb-keysyms.so.1": ("libxcb-keysyms1",),
    "libxcb-render-util.so.0": ("libxcb-render-util0",),
    "libxcb-shape.so.0": ("libxcb-shape0",),
    "libxcb-util.so.1": ("libxcb-util1",),
    "libxcb-xkb.so.1": ("libxcb-xkb1",),
    "libxkbcommon-x11.so.0": ("libxkbcommon-x11-0",),
}


def _loads(name: str) -> bool:
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


def missing(screen: bool) -> dict[str, tuple[str, ...]]:
    """Return the libraries that cannot be loaded, with the packages that would bring them."""
    wanted = OFFSCREEN | (SCREEN if screen else {})
    return {name: packages for name, packages in wanted.items() if not _loads(name)}


def _exists(package: str) -> bool:
    found = subprocess.run(["apt-cache", "show", package], capture_output=True, text=True, check=False)
    return found.returncode == 0 and bool(found.stdout.strip())


def _chosen(lacking: dict[str, tuple[str, ...]]) -> list[str]:
    """Return one package per library: the first name that this release knows, else the oldest."""
    known = shutil.which("apt-cache") is not None
    return sorted(
        {next((p for p in packages if known and _exists(p)), packages[-1]) for packages in lacking.values()}
    )


def _install(lacking: dict[str, tuple[str, ...]]) -> None:
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    # The lists come first: without them a bare container knows no package, under either name.
    subprocess.run(["apt-get", "-q", "update"], env=environment, check=True)
    packages = _chosen(lacking)
    print("Installing system libraries:", *packages, flush=True)
    command = ["apt-get", "-q", "install", "-y", "--no-install-recommends", *packages]
    subprocess.run(command, env=environment, check=True)


def main() -> int:
    """Make the libraries available or say which are missing; return an exit status."""
    if sys.platform != "linux":
        return 0
    screen = bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
    lacking = missing(screen)
    apt = shutil.which("apt-get") is not None
    if lacking and apt and os.geteuid() == 0:
        try:
            _install(lacking)
        except (OSError, subprocess.CalledProcessError) as problem:
            print(f"Could not install the system libraries: {problem}", file=sys.stderr)
        lacking = missing(screen)
    if not lacking:
        return 0
    print("Qt needs system libraries that are not here:", *sorted(lacking), file=sys.stderr)
    if apt:
        print("Install them and run this again:", file=sys.stderr)
        print("  sudo apt-get update && sudo apt-get install -y", *_chosen(lacking), file=sys.stderr)
    else:
        print("Your system's package manager has them; then run this again.", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
