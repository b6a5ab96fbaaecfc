"""Pictures as a page shows them: small enough for a phone, and without what they tell of place, camera and person."""

from __future__ import annotations

import io
import warnings

from PIL import Image, ImageOps, UnidentifiedImageError

LARGEST_SIDE = 1600
"""Pixels; twice the width of a text column."""
QUALITY = 80
MOST_PIXELS = 100_000_000
"""Of a picture that is opened at all; more is meant to fill the memory."""
FEW_COLOURS = 256
"""A drawing rather than a photograph."""


class PictureError(ValueError):
    """The picture cannot be shown; says why, and what to do."""


def clean_picture(raw: bytes) -> bytes:
    """The pixels of a picture alone, as WebP.

    :raises PictureError: it is no picture that a browser could show, or too large.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # the size is looked at here
            picture = Image.open(io.BytesIO(raw))
            if picture.width * picture.height > MOST_PIXELS:
                raise PictureError(
                    f"It has {picture.width} by {picture.height} pixels. Make it smaller, and add it by hand."
                )
            upright = ImageOps.exif_transpose(picture)
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, ValueError, SyntaxError) as error:
        if isinstance(error, PictureError):
            raise
        raise PictureError(
            "It is of a kind that browsers do not show. Save it as PNG or JPEG, and add it by hand."
        ) from error
    upright.thumbnail((LARGEST_SIDE, LARGEST_SIDE))
    pixels = upright.convert("RGBA" if upright.has_transparency_data else "RGB")
    out = io.BytesIO()
    is_drawing = pixels.getcolors(FEW_COLOURS) is not None
    bare = Image.new(pixels.mode, pixels.size)
    bare.paste(pixels)
    bare.save(out, "WEBP", lossless=is_drawing, quality=QUALITY, method=6)
    return out.getvalue()
