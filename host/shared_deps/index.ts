/* eslint-disable @typescript-eslint/no-require-imports, @typescript-eslint/no-unsafe-assignment -- each library as its plain module object, as Kibana hands it out */
/**
 * `window.__kbnSharedDeps__`: the libraries that Kibana 8.12 hands to plugins, in its versions. `require` gives each as its
 * plain module object, as Kibana does. KbnEsQuery and KbnRison are Kibana's own and not on npm: a plugin that needs them
 * here fails by name.
 */
import { KbnI18n, KbnI18nReact } from './kbn_i18n';

Object.assign(window, {
  __kbnSharedDeps__: {
    React: require('react'),
    ReactDom: require('react-dom'),
    ReactRouterDom: require('react-router-dom'),
    History: require('history'),
    ElasticEui: require('@elastic/eui'),
    ElasticCharts: require('@elastic/charts'),
    EmotionReact: require('@emotion/react'),
    EmotionCache: require('@emotion/cache'),
    Rxjs: require('rxjs'),
    Moment: require('moment-timezone'),
    Lodash: require('lodash'),
    Uuid: require('uuid'),
    KbnDatemath: require('@elastic/datemath'),
    KbnI18n,
    KbnI18nReact,
  },
});
