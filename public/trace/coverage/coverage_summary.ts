import { i18n } from '@kbn/i18n';
import type { Coverage, Trace } from '../../../common/model/trace';

const MAX_LISTED_NAMES = 4;
/** Characters: names come from the logs. */
const MAX_NAME_LENGTH = 200;

/**
 * Indices that were searched only as far as the reader's roles go, and of which no warning speaks: it comes only where
 * something is missed, and this sentence is where one looks for what was not searched.
 */
export function getUnreportedRefusedIndices({ refusedIndices = [], warnings }: Pick<Trace, 'refusedIndices' | 'warnings'>): string[] {
  return warnings.some(({ code }) => code === 'indices_refused') ? [] : refusedIndices;
}

/**
 * What was searched, in a sentence: `Searched 7 sources, 6 with logs in this time; nothing here from kube-scheduler.`
 * Never says that nothing happened where only nothing was collected.
 * @param refused indices that the reader's roles don't wholly cover
 */
export function describeCoverage(coverage: Coverage[], refused: readonly string[] = []): string {
  const searched = coverage.filter((entry) => entry.searched);
  if (searched.length === 0) {
    return i18n.translate('requestTrace.coverage.nothing', { defaultMessage: 'The server did not say what it searched.' });
  }
  const missing = searched.filter((entry) => entry.inWindow === false);
  const unknown = searched.filter((entry) => entry.inWindow === null);
  const skipped = coverage.filter((entry) => !entry.searched);
  const parts = [i18n.translate('requestTrace.coverage.searched', {
    defaultMessage: 'Searched {searched, plural, one {# source} other {# sources}}, {present} with logs in this time',
    values: { searched: searched.length, present: searched.length - missing.length - unknown.length },
  })];
  if (missing.length > 0) {
    parts.push(i18n.translate('requestTrace.coverage.missing', {
      defaultMessage: 'nothing here from {names}', values: { names: formatEntryNames(missing) },
    }));
  }
  if (unknown.length > 0) {
    parts.push(i18n.translate('requestTrace.coverage.unknown', {
      defaultMessage: 'not known whether there is anything from {names}', values: { names: formatEntryNames(unknown) },
    }));
  }
  if (skipped.length > 0) {
    parts.push(i18n.translate('requestTrace.coverage.skipped', { defaultMessage: '{names} not searched', values: { names: formatEntryNames(skipped) } }));
  }
  if (refused.length > 0) {
    parts.push(i18n.translate('requestTrace.coverage.refused', {
      defaultMessage: 'your roles don’t cover all of {names}', values: { names: formatNames(refused) },
    }));
  }
  return i18n.translate('requestTrace.coverage.sentence', {
    defaultMessage: '{parts}.', values: { parts: parts.join(i18n.translate('requestTrace.coverage.partsSeparator', { defaultMessage: '; ' })) },
  });
}

/** A component goes by its name; for the other sources the source is the name. */
export function getEntryName({ source, component }: Coverage): string {
  switch (source) {
    case 'audit': return i18n.translate('requestTrace.coverage.audit', { defaultMessage: 'the audit log' });
    case 'event': return i18n.translate('requestTrace.coverage.events', { defaultMessage: 'events' });
    case 'pod': return i18n.translate('requestTrace.coverage.pods', { defaultMessage: 'pod logs' });
    default: return component;
  }
}

function formatEntryNames(entries: Coverage[]): string {
  return formatNames(entries.map(getEntryName));
}

function formatNames(all: readonly string[]): string {
  const first = all.slice(0, MAX_LISTED_NAMES).map((name) => name.slice(0, MAX_NAME_LENGTH))
    .join(i18n.translate('requestTrace.coverage.namesSeparator', { defaultMessage: ', ' }));
  if (all.length <= MAX_LISTED_NAMES) return first;
  return i18n.translate('requestTrace.coverage.andMore', { defaultMessage: '{names} and {count} more', values: { names: first, count: all.length - MAX_LISTED_NAMES } });
}
