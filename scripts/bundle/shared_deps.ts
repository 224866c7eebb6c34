/**
 * The libraries that Kibana hands to every plugin's browser half as `window.__kbnSharedDeps__.<key>`: module name in an
 * import → key. Only those that every Kibana from 8.12 to 9.x has. `__kbnSharedDeps_npm__` is left alone: its numbers
 * differ from build to build.
 */
export const SHARED_DEPS: Readonly<Record<string, string>> = {
  react: 'React',
  'react-dom': 'ReactDom',
  '@elastic/eui': 'ElasticEui',
  '@elastic/charts': 'ElasticCharts',
  '@emotion/react': 'EmotionReact',
  '@emotion/cache': 'EmotionCache',
  rxjs: 'Rxjs',
  moment: 'Moment',
  'moment-timezone': 'Moment',
  lodash: 'Lodash',
  '@kbn/i18n': 'KbnI18n',
  '@kbn/i18n-react': 'KbnI18nReact',
  '@kbn/datemath': 'KbnDatemath',
  '@elastic/datemath': 'KbnDatemath',
  '@kbn/es-query': 'KbnEsQuery',
  '@kbn/rison': 'KbnRison',
  'react-router-dom': 'ReactRouterDom',
  history: 'History',
  uuid: 'Uuid',
};

/**
 * The expression that stands for a shared library in the built code. A library that the host lacks throws with its name
 * when it is first needed, instead of failing later with `undefined is not a function`.
 */
export function formatSharedDepExpression(key: string): string {
  const message = `Request Trace needs the shared library ${key}, which this host does not provide`;
  return `(window.__kbnSharedDeps__||{}).${key}||(function(){throw new Error(${JSON.stringify(message)})})()`;
}

/** Rspack's `externals`: every shared library by its expression. */
export function createSharedDepExternals(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(SHARED_DEPS).map(([name, key]) => [
      name,
      `var ${formatSharedDepExpression(key)}`,
    ])
  );
}
