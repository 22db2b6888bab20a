"""Makes a picture anew from what was sent in. Run as a program of its own, with little memory and time.

`python picture.py < file` prints one line, `jpeg 1600 900`, and then the new file; or `broken`. The picture is
decoded, turned the way it was taken, made no larger than a page needs and written afresh, so that nothing else
comes along: no place or camera, no second file behind it, nothing that a viewer could run.
"""

import io
import resource
import sys
import warnings

from PIL import Image, ImageOps

MEMORY = 1024 * 1024 * 1024
SECONDS = 8
MOST_PIXELS = 60_000_000
LONGEST_SIDE = 1600
LEAST_SIDE = 40
JPEG_QUALITY = 82
BROKEN = b"broken"


def made_anew(data: bytes) -> bytes:
    """The new picture with its line before it, or `broken`."""
    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(data), formats=("JPEG", "PNG")) as opened:
                kept = "png" if opened.format == "PNG" else "jpeg"
                turned = ImageOps.exif_transpose(opened)
                picture = turned.convert("RGBA" if kept == "png" and "A" in turned.getbands() else "RGB")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError, Image.DecompressionBombWarning):
        return BROKEN
    picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
    width, height = picture.size
    if min(width, height) < LEAST_SIDE:
        return BROKEN
    # A fresh picture holds pixels and nothing else.
    clean = Image.frombytes(picture.mode, picture.size, picture.tobytes())
    target = io.BytesIO()
    if kept == "png":
        clean.save(target, "PNG", optimize=True)
    else:
        clean.save(target, "JPEG", quality=JPEG_QUALITY, optimize=True, progressive=True)
    return f"{kept} {width} {height}\n".encode() + target.getvalue()


def main() -> None:
    """Read a file from standard input and print the new one."""
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    if sys.platform == "linux":  # macOS does not hold a limit of address space
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    try:
        sys.stdout.buffer.write(made_anew(sys.stdin.buffer.read()))
    except MemoryError:
        sys.stdout.buffer.write(BROKEN)


if __name__ == "__main__":
    main()
