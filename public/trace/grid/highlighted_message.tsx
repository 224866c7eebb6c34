import React, { useMemo } from 'react';
import { useEuiTheme } from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import type { LogRecord } from '../../../common/model/log_record';
import { markTerms, getHighlightTerms, type TextPiece } from './highlight_terms';

/** A cell shows this much, its popover the second; the raw document has the rest. */
export const MAX_CELL_LENGTH = 1000;
export const MAX_POPOVER_LENGTH = 20_000;

interface Props {
  record: LogRecord;
  search?: string;
  maxLength: number;
  /** what the record's reasons rest on is marked as well */
  hasEvidence?: boolean;
}

/** A message with the record's objects and IDs marked. Text only: nothing in it is ever read as markup. */
export const HighlightedMessage: React.FC<Props> = ({
  record,
  search,
  maxLength,
  hasEvidence = false,
}) => {
  const { euiTheme } = useEuiTheme();
  const isTruncated = record.message.length > maxLength;
  const pieces = useMemo(
    () =>
      markTerms(
        isTruncated ? record.message.slice(0, maxLength) : record.message,
        getHighlightTerms(record, search, hasEvidence)
      ),
    [record, search, isTruncated, maxLength, hasEvidence]
  );
  const styles: Record<NonNullable<TextPiece['kind']>, React.CSSProperties> = {
    object: {
      color: euiTheme.colors.primaryText,
      fontWeight: euiTheme.font.weight.semiBold as number,
    },
    id: { color: euiTheme.colors.accentText },
    evidence: {
      color: euiTheme.colors.primaryText,
      fontWeight: euiTheme.font.weight.semiBold as number,
      textDecoration: 'underline',
      textUnderlineOffset: 3,
    },
    search: { backgroundColor: euiTheme.colors.highlight, color: euiTheme.colors.text },
  };
  return (
    <span
      style={{ fontFamily: euiTheme.font.familyCode, fontSize: '0.92em', overflowWrap: 'anywhere' }}
    >
      {pieces.map(({ text, kind }, index) =>
        kind ? (
          <mark key={index} style={{ background: 'none', ...styles[kind] }}>
            {text}
          </mark>
        ) : (
          <React.Fragment key={index}>{text}</React.Fragment>
        )
      )}
      {isTruncated && (
        <em>
          {' '}
          {i18n.translate('requestTrace.grid.cut', {
            defaultMessage: '… {count} characters more',
            values: { count: record.message.length - maxLength },
          })}
        </em>
      )}
    </span>
  );
};
