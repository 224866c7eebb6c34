/** The page that the browser half runs in: Kibana's globals and order of scripts, without inline scripts. */
import { i18n } from './i18n';
import type { LoadedPlugin } from './load_plugin';

/** As Kibana 8.12 sends it: no inline script, no eval, nothing from elsewhere. */
export const CONTENT_SECURITY_POLICY = [
  "default-src 'self'",
  "script-src 'self'",
  "worker-src 'self' blob:",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "frame-ancestors 'self'",
].join('; ');

export interface PageFiles {
  /** changes whenever the host's own files change: browsers may keep them for ever */
  hostVersion: string;
  plugin: LoadedPlugin;
}

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

export const hostBundlePath = (version: string): string => `/bundles/host/${version}/`;
export const pluginBundlePath = ({ manifest }: LoadedPlugin): string =>
  `/bundles/plugin/${manifest.id}/${manifest.version}/`;

/** The document for every `/app/…` address. Both themes are named; the browser half turns one of them on. */
export function renderPage({ hostVersion, plugin }: PageFiles): string {
  const host = hostBundlePath(hostVersion);
  const metadata = escapeHtml(
    JSON.stringify({
      kibanaVersion: plugin.manifest.kibanaVersion,
      plugins: [
        {
          id: plugin.manifest.id,
          version: plugin.manifest.version,
          config: plugin.browserConfig,
          optionalPlugins: plugin.manifest.optionalPlugins ?? [],
        },
      ],
      stylesheets: {
        light: [`${host}eui_light.css`, `${host}charts_light.css`],
        dark: [`${host}eui_dark.css`, `${host}charts_dark.css`],
      },
    })
  );
  const scripts = [
    `${host}bootstrap.js?${plugin.manifest.version}`,
    `${host}shared_deps.js`,
    `${pluginBundlePath(plugin)}${plugin.manifest.id}.plugin.js`,
    `${host}browser.js`,
  ];
  return `<!DOCTYPE html>
<html lang="${escapeHtml(i18n.getLocale())}">
<head>
<meta charset="utf-8">
<title>Logs - Request Trace</title>
<meta name="viewport" content="width=device-width">
<meta name="eui-global">
<meta name="emotion">
<meta name="eui-utilities">
<link rel="icon" href="data:,">
<link rel="stylesheet" href="${host}page.css">
</head>
<body>
<kbn-injected-metadata data="${metadata}"></kbn-injected-metadata>
<div id="kibana-body"><p class="hostLoading" role="status">Loading…</p></div>
${scripts.map((src) => `<script src="${escapeHtml(src)}" defer></script>`).join('\n')}
</body>
</html>
`;
}

/** `__kbnBundles__` and `__kbnPublicPath__`, as Kibana's own bootstrap script defines them, and the page's language. */
export function renderBootstrapScript({ plugin }: PageFiles): string {
  return `window.__hostTranslation__ = ${JSON.stringify(i18n.getTranslation())};
window.__kbnPublicPath__ = ${JSON.stringify({ [plugin.manifest.id]: pluginBundlePath(plugin) })};
window.__kbnBundles__ = (function () {
  var modules = {};
  function has(key) { return Object.prototype.hasOwnProperty.call(modules, key); }
  return {
    has: has,
    define: function (key, bundleRequire, bundleModuleKey) {
      if (has(key)) throw new Error('__kbnBundles__ already has a module defined for "' + key + '"');
      modules[key] = { bundleRequire: bundleRequire, bundleModuleKey: bundleModuleKey };
    },
    get: function (key) {
      if (!has(key)) throw new Error('__kbnBundles__ does not have a module defined for "' + key + '"');
      return modules[key].bundleRequire(modules[key].bundleModuleKey);
    }
  };
})();
`;
}
