/** From what a text names to the list's filters. */
import { i18n } from '@kbn/i18n';
import { ownerStem, recogniseNames, serverWords, type Named } from '../../common/parse/names';
import { isDnsName } from '../../common/parse/names/named';
import { kindWord } from '../../common/parse/names/resource_words';
import { MAX_FILTER, type RequestFilters } from '../links/requests_url';
import { requestInWords } from '../words/request_words';

/** Requests that a text asks for. */
export interface Findable {
  filters: RequestFilters;
  /** service accounts and components too: it was one of them */
  everyone?: true;
  /** in words, within a sentence */
  words: string;
}

export interface FoundNames {
  findable: Findable[];
  leftOut: number;
  /** objects whose moves can be shown, as the page of moves takes them, with what they are called */
  movable: Array<{ object: string; label: string }>;
  /** objects of which the request can be found that caused what became of them */
  caused: Array<{ object: string; label: string }>;
}

const MAX_WORDS = 200;
/** The page of moves takes them: Pods, and what Pods run on or belong to. */
const MOVABLE = new Set([
  'pods',
  'nodes',
  'deployments',
  'replicasets',
  'statefulsets',
  'daemonsets',
  'jobs',
  'cronjobs',
  'replicationcontrollers',
]);
const MAX_MOVABLE = 3;
export const MAX_CAUSED = 3;

export function findNames(text: string): FoundNames {
  const { names, leftOut } = recogniseNames(text);
  return {
    findable: names.map(findableOf),
    leftOut,
    movable: names.flatMap(movableOf).slice(0, MAX_MOVABLE),
    caused: names.flatMap(causedOf).slice(0, MAX_CAUSED),
  };
}

/** One word that may be a name: of an object, or of what made it. */
export function findName(name: string): Findable | undefined {
  if (!isDnsName(name)) return undefined;
  return ownerStem({ name }) === undefined ? findWords(name) : findableOf({ name });
}

/** Words anywhere in a request; undefined for texts that are too long or no sentence. */
export function findWords(text: string): Findable | undefined {
  const line = serverWords(text.trim().split('\n', 1)[0] ?? '')
    .slice(0, MAX_WORDS)
    .trim();
  if (!/[\p{L}\p{N}]/u.test(line) || line.startsWith('{')) return undefined;
  return {
    filters: { words: line },
    words: i18n.translate('requestTrace.find.words', {
      defaultMessage: 'requests with “{words}”',
      values: { words: line },
    }),
  };
}

function findableOf(named: Named): Findable {
  const { namespace, user, verb } = named;
  const stem = ownerStem(named);
  const isSystem = user?.startsWith('system:') === true;
  const filters: RequestFilters =
    stem === undefined
      ? named
      : // what asked for it is a request for its owner: another kind, whose name its own begins with
        {
          ...(namespace ? { namespace } : {}),
          name: `${stem}*`.slice(0, MAX_FILTER),
          ...(user ? { user } : {}),
          ...(verb ? { verb } : {}),
        };
  return {
    filters,
    ...(isSystem ? { everyone: true as const } : {}),
    words: describe(named, stem),
  };
}

function describe(named: Named, stem: string | undefined): string {
  const { resource, namespace, name, user, verb } = named;
  const object = objectInWords(named);
  if (user) {
    return i18n.translate('requestTrace.find.ofUser', {
      defaultMessage: 'requests of {user}: {request}',
      values: { user, request: requestInWords({ verb, resource, namespace, name }) },
    });
  }
  return stem === undefined
    ? i18n.translate('requestTrace.find.for', {
        defaultMessage: 'requests for {object}',
        values: { object },
      })
    : i18n.translate('requestTrace.find.forOwner', {
        defaultMessage: 'requests for {object} and for what made it ({name})',
        values: { object, name: `${stem}*` },
      });
}

/** `Deployment shop/web`; without a name `Pod in shop`. */
function objectInWords({ resource, namespace, name }: Named): string {
  const kind = resource ? kindWord(resource) : undefined;
  const path = [namespace, name].filter(Boolean).join('/');
  if (name !== undefined || namespace === undefined) return [kind, path].filter(Boolean).join(' ');
  return kind
    ? i18n.translate('requestTrace.find.kindIn', {
        defaultMessage: '{kind} in {namespace}',
        values: { kind, namespace },
      })
    : i18n.translate('requestTrace.find.namespace', {
        defaultMessage: 'namespace {namespace}',
        values: { namespace },
      });
}

function movableOf(named: Named): FoundNames['movable'] {
  const { resource, namespace, name } = named;
  if (!name) return [];
  const label = objectInWords(named);
  if (resource === 'nodes') return [{ object: `nodes/${name}`, label }];
  // without a kind only a Pod's name tells what it is
  const isPod = resource === undefined && ownerStem(named) !== undefined;
  if (!namespace || !(isPod || (resource && MOVABLE.has(resource)))) return [];
  return [{ object: `${resource ?? 'pods'}/${namespace}/${name}`, label }];
}

function causedOf(named: Named): FoundNames['caused'] {
  const { resource, namespace, name, user } = named;
  if (!name || user) return [];
  const label = objectInWords(named);
  if (resource === 'nodes') return [{ object: `nodes/${name}`, label }];
  return namespace
    ? [{ object: [resource, namespace, name].filter(Boolean).join('/'), label }]
    : [];
}
