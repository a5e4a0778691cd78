"""The HTML around the app: what Dash takes as ``index_string``."""

# theme.js stands in the head without defer: it sets the theme before anything is painted, so that nothing flashes.
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
    <noscript>Panorama needs JavaScript. Switch it on for this address, then load the page again.</noscript>
    <footer>
      {%config%}
      {%scripts%}
      {%renderer%}
    </footer>
  </body>
</html>
"""
