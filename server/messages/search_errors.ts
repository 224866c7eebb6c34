/** Texts about searches that Elasticsearch refuses. */
import { i18n } from '@kbn/i18n';
import { REQUIRED_INDEX_PRIVILEGES } from '../../common/api/privileges';

const [read, metadata] = REQUIRED_INDEX_PRIVILEGES;

/** Says which indices were not searched, or only in part, and whom to ask for what. */
export function indicesRefusedText(refused: readonly string[]): string {
  const patterns = refused.filter((name) => name.includes('*') || name === '_all');
  const plain = refused.filter((name) => !patterns.includes(name));
  const parts = [
    ...(plain.length
      ? [
          i18n.translate('requestTrace.refused.indices', {
            defaultMessage: 'You may not read {names}.',
            values: { names: plain.join(', ') },
          }),
        ]
      : []),
    ...(patterns.length
      ? [
          i18n.translate('requestTrace.refused.patterns', {
            defaultMessage:
              "Your roles don't cover all of {names}: only the indices that you may read were searched.",
            values: { names: patterns.join(', ') },
          }),
        ]
      : []),
    i18n.translate('requestTrace.refused.consequence', {
      defaultMessage: 'Records may be missing.',
    }),
    i18n.translate('requestTrace.refused.remedy', {
      defaultMessage:
        'If you need them, ask your administrator for a role with {read} and {metadata} on {names}.',
      values: { read, metadata, names: refused.join(', ') },
    }),
  ];
  return parts.join(' ');
}

/** Says that none of the indices can be read, so that there is no answer. */
export const allIndicesRefusedText = (refused: readonly string[]): string =>
  i18n.translate('requestTrace.refused.all', {
    defaultMessage:
      'You may not read {names}. Ask your administrator for a role with {read} and {metadata} on {names}.',
    values: { names: refused.join(', '), read, metadata },
  });

/** Says that Elasticsearch rejects the scope's query and filters, and why. */
export const filterRejectedText = (reason: string | undefined): string =>
  i18n.translate('requestTrace.error.filter', {
    defaultMessage:
      'Elasticsearch does not take the query and filters of this scope (`filter`): {reason}',
    values: { reason: reason ?? 'it gave no reason' },
  });
