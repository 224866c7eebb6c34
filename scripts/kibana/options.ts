/** The command line of `npm run kibana`. */
import path from 'node:path';
import { FLAG_OPTION, isHttpUrl, parseOptions, STRING_OPTION, UsageError } from '../command_line';

export const HELP = `Usage: npm run kibana -- --home DIR [options] [-- KIBANA OPTIONS…]

Builds the plugin for the Kibana in DIR, installs it there with Kibana's own bin/kibana-plugin (an older one is removed
first) and starts that Kibana with its own kibana.yml. Ctrl-C stops it.

  --home DIR           the folder of an unpacked Kibana release
  --elasticsearch URL  instead of kibana.yml's elasticsearch.hosts
  --zip FILE           install this zip instead of building one
  --allow-root         run Kibana as root where its folder belongs to root
  --help               this text

What follows a second -- is handed to Kibana: npm run kibana -- --home DIR -- --i18n.locale=ja-JP

The zip is for the Kibana that KIBANA_VERSION names (8.12.2). As root, Kibana runs as the owner of DIR/plugins.
Exit code: Kibana's own; 1 if it could not be installed, 2 for wrong options, 130 when interrupted.`;

export interface Options {
  home: string;
  elasticsearch?: string;
  zip?: string;
  allowRoot: boolean;
  /** handed to bin/kibana as they are */
  kibanaArgs: string[];
}

/** @throws UsageError with a sentence for the user */
export function readOptions(argv: string[]): Options | 'help' {
  const end = argv.indexOf('--');
  const own = end < 0 ? argv : argv.slice(0, end);
  const kibanaArgs = end < 0 ? [] : argv.slice(end + 1);
  const { values } = parseOptions({
    args: own,
    options: {
      home: STRING_OPTION,
      elasticsearch: STRING_OPTION,
      zip: STRING_OPTION,
      'allow-root': FLAG_OPTION,
      help: { ...FLAG_OPTION, short: 'h' },
    },
  });
  if (values.help) return 'help';
  if (!values.home) throw new UsageError('Name the folder of a Kibana: --home DIR.');
  const { elasticsearch, zip } = values;
  if (elasticsearch !== undefined && !isHttpUrl(elasticsearch)) {
    throw new UsageError(
      '--elasticsearch wants an http or https URL such as http://127.0.0.1:9200.'
    );
  }
  return {
    home: path.resolve(values.home),
    elasticsearch,
    zip: zip === undefined ? undefined : path.resolve(zip),
    allowRoot: values['allow-root'] ?? false,
    kibanaArgs,
  };
}

/** The arguments of bin/kibana; what the user wrote comes last, so that it wins. */
export function buildKibanaArguments(
  { elasticsearch, kibanaArgs }: Options,
  runsAsRoot: boolean
): string[] {
  return [
    ...(runsAsRoot ? ['--allow-root'] : []),
    ...(elasticsearch ? [`--elasticsearch.hosts=${elasticsearch}`] : []),
    ...kibanaArgs,
  ];
}
