/** Warnings of a comparison with requests that succeeded. */
import { i18n } from '@kbn/i18n';
import type { WarningEntries } from './warning_entry';

/** Names and paths that a sentence lists, and characters of each. */
const MAX_LISTED = 5;
const MAX_NAME = 200;

function listed(names: readonly string[]): string {
  const all = [...new Set(names)];
  return (
    all
      .slice(0, MAX_LISTED)
      .map((name) => name.slice(0, MAX_NAME))
      .join(', ') + (all.length > MAX_LISTED ? ' …' : '')
  );
}

export const COMPARISON_WARNINGS = {
  comparison_without_origin: {
    code: 'no_good_request',
    text: () =>
      i18n.translate('requestTrace.compare.noOrigin', {
        defaultMessage:
          'It is not known what this request asked for, so there is nothing to look for others by.',
      }),
  },
  comparison_without_audit_log: {
    code: 'no_good_request',
    text: () =>
      i18n.translate('requestTrace.compare.noAuditLog', {
        defaultMessage:
          'These indices hold no decoded audit log: others of the same kind can’t be looked for.',
      }),
  },
  no_similar_request: {
    code: 'no_good_request',
    text: ({ from, to }: { from: string; to: string }) =>
      i18n.translate('requestTrace.compare.noneLike', {
        defaultMessage:
          'No other request of the same kind was answered with success between {from} and {to}. Widen the time range, or take another request to compare with.',
        values: { from, to },
      }),
  },
  no_successful_request: {
    code: 'no_good_request',
    text: ({
      from,
      to,
      candidates,
      tried,
    }: {
      from: string;
      to: string;
      candidates: number;
      tried: number;
    }) =>
      i18n.translate('requestTrace.compare.noneGood', {
        defaultMessage:
          '{candidates, plural, one {# request} other {# requests}} of the same kind {candidates, plural, one {was} other {were}} accepted between {from} and {to}; {tried, plural, one {# was} other {# were}} traced, and none is known to have reached its goal.',
        values: { from, to, candidates, tried },
      }),
  },
  one_successful_request: {
    code: 'one_good_request',
    text: () =>
      i18n.translate('requestTrace.compare.onlyOne', {
        defaultMessage: 'There is one good request only: what it has may be its own peculiarity.',
      }),
  },
  compared_with_other_objects: {
    code: 'different_spec',
    text: ({ names }: { names: readonly string[] }) =>
      i18n.translate('requestTrace.compare.otherObjects', {
        defaultMessage:
          'The good requests are about other objects ({names}), whose spec may be another.',
        values: { names: listed(names) },
      }),
  },
  compared_spec_changed: {
    code: 'different_spec',
    text: ({ paths }: { paths: readonly string[] }) =>
      i18n.translate('requestTrace.compare.changed', {
        defaultMessage: 'This request changed {paths}: differences may come from that.',
        values: { paths: listed(paths) },
      }),
  },
} as const satisfies WarningEntries;
