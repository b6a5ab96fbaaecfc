"""What a host should tell browsers with each file: what pages may load, and how long files may be kept.

Every page carries its policy itself as well, so that it holds on hosts where no header can be set.
"""

from __future__ import annotations

from collections.abc import Iterator

DIRECTIVES = {
    "default-src": "'self'",
    "script-src": "'self' 'wasm-unsafe-eval'",  # Pagefind reads its index by WebAssembly
    "style-src": "'self'",
    "object-src": "'none'",
    "base-uri": "'none'",
    "form-action": "'self'",
}
POLICY = "; ".join(f"{name} {sources}" for name, sources in DIRECTIVES.items())
"""What pages may load and run (Content Security Policy, level 3): nothing but the files of the archive."""

HEADERS = {
    "Content-Security-Policy": f"{POLICY}; frame-ancestors 'none'",  # which counts only in a header
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}
AGAIN = "public, max-age=300, must-revalidate"
"""For files that keep their address when they change."""
FOR_EVER = "public, max-age=31536000, immutable"
"""For files whose address changes with what they hold."""


def header_files() -> Iterator[tuple[str, str]]:
    """The path below the site's root and the text of each file that hosts read."""
    yield "_headers", _plain_file()
    yield "nginx-headers.conf", _nginx_file()


def _plain_file() -> str:
    rules = {"/*": {**HEADERS, "Cache-Control": AGAIN}}
    for path in ("/_static/*", "/pagefind/:folder/*"):
        rules[path] = {"! Cache-Control": "", "Cache-Control": FOR_EVER}
    lines = []
    for path, headers in rules.items():
        lines += [path, *(f"  {name}: {value}" if value else f"  {name}" for name, value in headers.items())]
    return "\n".join(lines) + "\n"


def _nginx_file() -> str:
    text = "# Include this file in the server block of nginx: include /srv/archive/nginx-headers.conf;\n"
    text += "error_page 404 /404.html;\n"
    for path, cache in (("/", AGAIN), (r"~ ^/(_static|pagefind/[0-9a-f]+)/", FOR_EVER)):
        headers = {**HEADERS, "Cache-Control": cache}
        lines = "".join(f'    add_header {name} "{value}" always;\n' for name, value in headers.items())
        text += f"\nlocation {path} {{\n{lines}}}\n"
    return text
