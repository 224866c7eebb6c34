/** Says what was recognised in the box, and lets choose when it is more than one. */
import React from 'react';
import { EuiRadioGroup, EuiSpacer, EuiText } from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import { describeId } from './id_words';
import { MAX_PASTE, type Recognised } from './recognise';

interface RecognisedIdsProps {
  text: string;
  /** whether more was pasted than is looked at */
  cut: boolean;
  recognised: Recognised;
  /** the ID that Enter traces */
  chosen: string | undefined;
  onChoose(value: string): void;
}

export function RecognisedIds({ text, cut, recognised: { ids, leftOut }, chosen, onChoose }: RecognisedIdsProps): React.ReactElement | null {
  if (text.trim() === '') return null;
  const [first] = ids;
  return (
    <>
      <EuiSpacer size="s" />
      <EuiText size="s" color={first ? undefined : 'subdued'}>
        {cut && (
          <p>
            {i18n.translate('requestTrace.recognised.cut', {
              defaultMessage: 'Only the first {max, number} characters of what was pasted are kept and looked at.', values: { max: MAX_PASTE },
            })}
          </p>
        )}
        {!first && (
          <p>
            {i18n.translate('requestTrace.recognised.none', {
              defaultMessage: 'No request ID, audit ID or trace ID in this text. A trace can’t start from the name of an object or from a container’s ID yet.',
            })}
          </p>
        )}
        {first && ids.length === 1 && (
          <p>
            {i18n.translate('requestTrace.recognised.one', { defaultMessage: 'Recognised: {id}.', values: { id: describeId(first) } })}
            {' '}{first.kind === 'id' && uncertain()}
          </p>
        )}
        {first && ids.length > 1 && (
          <p>
            {i18n.translate('requestTrace.recognised.several', {
              defaultMessage: 'Recognised {count, number} IDs. Enter traces the one that is chosen:', values: { count: ids.length + leftOut },
            })}
            {' '}{first.kind === 'id' && uncertain()}
          </p>
        )}
      </EuiText>
      {ids.length > 1 && (
        <EuiRadioGroup
          compressed
          name="requestTraceRecognised"
          options={ids.map((id) => ({ id: id.value, label: describeId(id) }))}
          idSelected={chosen}
          onChange={onChoose}
        />
      )}
      {leftOut > 0 && (
        <EuiText size="s" color="subdued">
          <p>{i18n.translate('requestTrace.recognised.leftOut', { defaultMessage: '{count, number} more are not shown.', values: { count: leftOut } })}</p>
        </EuiText>
      )}
    </>
  );
}

function uncertain(): string {
  return i18n.translate('requestTrace.recognised.uncertain', {
    defaultMessage: 'Its form does not tell what it is the ID of. If it is an object’s UID, the trace has what names that UID and the requests behind it.',
  });
}
