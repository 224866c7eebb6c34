import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { RspackOptions } from '@rspack/core';
import { createTypescriptRule } from './compile';
import { createSharedDepExternals } from './shared_deps';

export interface PluginSources {
  /** the folder that has public/, server/ and common/ */
  root: string;
  /** where generated files and results go */
  target: string;
  pluginId: string;
  dev: boolean;
}

/**
 * Writes the entry that speaks Kibana's contract: it takes the prefix for lazy chunks from the page, then registers the
 * plugin's module under its id without running it; Kibana asks for it (`bundleRequire(moduleKey)`) when it is ready.
 */
function writeEntry({ root, target, pluginId }: PluginSources): string {
  const file = path.join(target, 'public_entry.js');
  const module = JSON.stringify(path.join(root, 'public', 'index'));
  writeFileSync(
    file,
    [
      `__webpack_public_path__ = window.__kbnPublicPath__.${pluginId};`,
      // Not `__webpack_require__` with `require.resolve`, as in Kibana's own bundles: Rspack would take the module's
      // exports for unused and drop them.
      `__kbnBundles__.define('plugin/${pluginId}/public', function bundleRequire() { return require(${module}); }, 'public/index');`,
      '',
    ].join('\n')
  );
  return file;
}

const RESOLVE_OPTIONS = { extensions: ['.ts', '.tsx', '.js', '.json'] };

/** The browser half: `<id>.plugin.js` and its lazy chunks. */
export function createPublicConfig(sources: PluginSources): RspackOptions {
  const { root, target, pluginId, dev } = sources;
  return {
    name: 'public',
    context: root,
    mode: dev ? 'development' : 'production',
    devtool: dev ? 'source-map' : false,
    // Kibana 8.12's browsers; nothing in the output may need `eval`, which the content security policy forbids.
    target: ['web', 'es2020'],
    entry: { [pluginId]: writeEntry(sources) },
    output: {
      path: path.join(target, 'public'),
      // Set by the entry at run time. Rspack's own detection would bring `Function('return this')` along.
      publicPath: '',
      filename: '[name].plugin.js',
      chunkFilename: `${pluginId}.chunk.[id].js`,
      // Many plugins' bundles live on one page: each needs a chunk registry of its own.
      uniqueName: pluginId,
      chunkLoadingGlobal: `${pluginId}_bundle_jsonpfunction`,
      clean: true,
    },
    resolve: RESOLVE_OPTIONS,
    externals: createSharedDepExternals(),
    module: { rules: [createTypescriptRule('es2020')] },
    optimization: { splitChunks: false, runtimeChunk: false },
    performance: false,
  };
}

/** The server half: one CommonJS file. Only `@kbn/config-schema` and `@kbn/i18n` come from Kibana, everything else is in the file. */
export function createServerConfig({ root, target, dev }: PluginSources): RspackOptions {
  return {
    name: 'server',
    context: root,
    mode: dev ? 'development' : 'production',
    devtool: dev ? 'source-map' : false,
    target: 'node18',
    entry: { index: path.join(root, 'server', 'index') },
    output: {
      path: path.join(target, 'server'),
      filename: '[name].js',
      library: { type: 'commonjs2' },
      clean: true,
    },
    resolve: RESOLVE_OPTIONS,
    externals: {
      '@kbn/config-schema': 'commonjs2 @kbn/config-schema',
      '@kbn/i18n': 'commonjs2 @kbn/i18n',
    },
    module: { rules: [createTypescriptRule('es2022')] },
    // Readable stack traces in Kibana's log are worth more on a server than a smaller file.
    optimization: { minimize: false, splitChunks: false },
    performance: false,
  };
}
