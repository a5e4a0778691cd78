"""The HTML document around the app."""

from collections.abc import Callable


def document(address: Callable[[str], str], *, title: str, metas: str, entry: str, config: str, scripts: str) -> str:
    """Return the document. ``address`` gives the address of a file in assets/; the other texts are HTML by Dash.

    ``scripts`` end with the script that starts the app.
    """
    # theme.js loads in the head without defer: it sets the theme before the first paint, so that nothing flashes. Our
    # scripts come before those of Dash, which draw the page with what ours define.
    return f"""<!DOCTYPE html>
<html lang="en" data-theme="light" data-bs-theme="light">
  <head>
    {metas}
    <title>{title}</title>
    <meta name="color-scheme" content="light dark">
    <meta name="theme-color" content="#f7f8fa">
    <link rel="icon" href="{address("favicon.svg")}" type="image/svg+xml">
    <link rel="preload" href="/assets/fonts/inter-latin.woff2" as="font" type="font/woff2" crossorigin>
    <script src="{address("theme.js")}"></script>
    <link rel="stylesheet" href="{address("panorama.css")}">
  </head>
  <body data-plotly="{address("plotly/plotly.min.js")}">
    {entry}
    <noscript>Panorama requires JavaScript. Enable it for this site, then reload the page.</noscript>
    <footer>
      {config}
      <script src="{address("panorama.js")}"></script>
      {scripts}
    </footer>
  </body>
</html>
"""
