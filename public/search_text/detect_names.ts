/** From what a text names to the list's filters. */
import { i18n } from '@kbn/i18n';
import {
  inferOwnerName,
  recogniseNames,
  extractServerMessage,
  type RecognisedName,
} from '../../common/parse/names';
import { isDnsName } from '../../common/parse/names/recognised_name';
import { toKind } from '../../common/parse/names/resolve_resource';
import { MAX_FILTER_VALUE_LENGTH, type RequestFilters } from '../app_url/requests_list_url';
import { describeRequest } from '../labels/describe_request';

/** Requests that a text asks for. */
export interface RequestSearch {
  filters: RequestFilters;
  /** service accounts and components too: it was one of them */
  everyone?: true;
  /** in words, within a sentence */
  description: string;
}

export interface DetectedNames {
  requestSearches: RequestSearch[];
  leftOut: number;
  /** objects whose moves can be shown, as the page of moves takes them, with what they are called */
  removalObjects: Array<{ object: string; label: string }>;
  /** objects of which the request can be found that caused what became of them */
  causeObjects: Array<{ object: string; label: string }>;
}

const MAX_SEARCH_TEXT_LENGTH = 200;
/** The page of moves takes them: Pods, and what Pods run on or belong to. */
const REMOVAL_RESOURCES = new Set([
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
const MAX_REMOVAL_OBJECTS = 3;
export const MAX_CAUSE_OBJECTS = 3;

export function detectNames(text: string): DetectedNames {
  const { names, leftOut } = recogniseNames(text);
  return {
    requestSearches: names.map(toRequestSearch),
    leftOut,
    removalObjects: names.flatMap(toRemovalObjects).slice(0, MAX_REMOVAL_OBJECTS),
    causeObjects: names.flatMap(toCauseObjects).slice(0, MAX_CAUSE_OBJECTS),
  };
}

/** One word that may be a name: of an object, or of what made it. */
export function detectName(name: string): RequestSearch | undefined {
  if (!isDnsName(name)) return undefined;
  return inferOwnerName({ name }) === undefined ? toTextSearch(name) : toRequestSearch({ name });
}

/** Words anywhere in a request; undefined for texts that are too long or no sentence. */
export function toTextSearch(text: string): RequestSearch | undefined {
  const line = extractServerMessage(text.trim().split('\n', 1)[0] ?? '')
    .slice(0, MAX_SEARCH_TEXT_LENGTH)
    .trim();
  if (!/[\p{L}\p{N}]/u.test(line) || line.startsWith('{')) return undefined;
  return {
    filters: { words: line },
    description: i18n.translate('requestTrace.find.words', {
      defaultMessage: 'requests with “{words}”',
      values: { words: line },
    }),
  };
}

function toRequestSearch(named: RecognisedName): RequestSearch {
  const { namespace, user, verb } = named;
  const ownerName = inferOwnerName(named);
  const isSystem = user?.startsWith('system:') === true;
  const filters: RequestFilters =
    ownerName === undefined
      ? named
      : // what asked for it is a request for its owner: another kind, whose name its own begins with
        {
          ...(namespace ? { namespace } : {}),
          name: `${ownerName}*`.slice(0, MAX_FILTER_VALUE_LENGTH),
          ...(user ? { user } : {}),
          ...(verb ? { verb } : {}),
        };
  return {
    filters,
    ...(isSystem ? { everyone: true as const } : {}),
    description: describeSearch(named, ownerName),
  };
}

function describeSearch(named: RecognisedName, stem: string | undefined): string {
  const { resource, namespace, name, user, verb } = named;
  const object = formatObject(named);
  if (user) {
    return i18n.translate('requestTrace.find.ofUser', {
      defaultMessage: 'requests of {user}: {request}',
      values: { user, request: describeRequest({ verb, resource, namespace, name }) },
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
function formatObject({ resource, namespace, name }: RecognisedName): string {
  const kind = resource ? toKind(resource) : undefined;
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

function toRemovalObjects(named: RecognisedName): DetectedNames['removalObjects'] {
  const { resource, namespace, name } = named;
  if (!name) return [];
  const label = formatObject(named);
  if (resource === 'nodes') return [{ object: `nodes/${name}`, label }];
  // without a kind only a Pod's name tells what it is
  const isPod = resource === undefined && inferOwnerName(named) !== undefined;
  if (!namespace || !(isPod || (resource && REMOVAL_RESOURCES.has(resource)))) return [];
  return [{ object: `${resource ?? 'pods'}/${namespace}/${name}`, label }];
}

function toCauseObjects(named: RecognisedName): DetectedNames['causeObjects'] {
  const { resource, namespace, name, user } = named;
  if (!name || user) return [];
  const label = formatObject(named);
  if (resource === 'nodes') return [{ object: `nodes/${name}`, label }];
  return namespace
    ? [{ object: [resource, namespace, name].filter(Boolean).join('/'), label }]
    : [];
}
