"""The HTML document around the app, for Dash's ``index_string``."""

# theme.js loads in the head without defer: it sets the theme before the first paint, so that nothing flashes.
INDEX_STRING = """<!DOCTYPE html>
<html lang="en" data-theme="light" data-bs-theme="light">
  <head>
    {%metas%}
    <title>{%title%}</title>
    <meta name="color-scheme" content="light dark">
    <meta name="theme-color" content="#f7f8fa">
    <link rel="icon" href="/assets/favicon.svg" type="image/svg+xml">
    <link rel="preload" href="/assets/fonts/inter-latin.woff2" as="font" type="font/woff2" crossorigin>
    <script src="/assets/theme.js"></script>
    {%css%}
  </head>
  <body>
    {%app_entry%}
    <noscript>Panorama requires JavaScript. Enable it for this site, then reload the page.</noscript>
    <footer>
      {%config%}
      {%scripts%}
      {%renderer%}
    </footer>
  </body>
</html>
"""
