/** Says what was recognised in the box, and lets choose when it is more than one. */
import React from 'react';
import { EuiLink, EuiRadioGroup, EuiSpacer, EuiText } from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import type { Findable } from './find_requests';
import { describeId } from './id_words';
import { MAX_PASTE, type Recognised, type TraceableId } from './recognise';

/** What Enter does: trace an ID, or find requests. */
export type Choice = { key: string; id: TraceableId } | { key: string; find: Findable };

/** What can be chosen, the likeliest first. */
export function choicesOf({ ids, findable, first }: Recognised): Choice[] {
  const traced = ids.map((id): Choice => ({ key: id.value, id }));
  const found = findable.map((find, at): Choice => ({ key: `requests:${at}`, find }));
  return first === 'id' ? [...traced, ...found] : [...found, ...traced];
}

const describe = (choice: Choice): string =>
  'id' in choice ? describeId(choice.id) : choice.find.words;

export interface MovesLink {
  href: string;
  onClick(event: React.MouseEvent): void;
}

interface RecognisedIdsProps {
  text: string;
  /** whether more was pasted than is looked at */
  cut: boolean;
  recognised: Recognised;
  choices: Choice[];
  /** key of what Enter does */
  chosen: string | undefined;
  onChoose(key: string): void;
  /** to where an object's Pods went */
  movesLink(object: string): MovesLink;
  /** to the requests that may have caused what became of an object */
  causesLink(object: string): MovesLink;
}

export function RecognisedIds({
  text,
  cut,
  recognised: { leftOut, movable, caused },
  choices,
  chosen,
  onChoose,
  movesLink,
  causesLink,
}: RecognisedIdsProps): React.ReactElement | null {
  if (text.trim() === '') return null;
  const [first] = choices;
  const isUncertain = first !== undefined && 'id' in first && first.id.kind === 'id';
  return (
    <>
      <EuiSpacer size="s" />
      <EuiText size="s" color={first ? undefined : 'subdued'} style={{ overflowWrap: 'anywhere' }}>
        {cut && (
          <p>
            {i18n.translate('requestTrace.recognised.cut', {
              defaultMessage:
                'Only the first {max, number} characters of what was pasted are kept and looked at.',
              values: { max: MAX_PASTE },
            })}
          </p>
        )}
        {!first && (
          <p>
            {i18n.translate('requestTrace.recognised.nothing', {
              defaultMessage:
                'Nothing in this text can be traced or looked for: no ID, and no name of an object.',
            })}
          </p>
        )}
        {first && choices.length === 1 && (
          <p>
            {i18n.translate('requestTrace.recognised.one', {
              defaultMessage: 'Recognised: {id}.',
              values: { id: describe(first) },
            })}{' '}
            {isUncertain && uncertain()}
          </p>
        )}
        {first && choices.length > 1 && (
          <p>
            {choices.every((choice) => 'id' in choice)
              ? i18n.translate('requestTrace.recognised.several', {
                  defaultMessage:
                    'Recognised {count, number} IDs. Enter traces the one that is chosen:',
                  values: { count: choices.length + leftOut },
                })
              : i18n.translate('requestTrace.recognised.choices', {
                  defaultMessage:
                    'Recognised more than one thing. Enter goes to the one that is chosen:',
                })}{' '}
            {isUncertain && uncertain()}
          </p>
        )}
      </EuiText>
      {choices.length > 1 && (
        <EuiRadioGroup
          compressed
          name="requestTraceRecognised"
          options={choices.map((choice) => ({ id: choice.key, label: describe(choice) }))}
          idSelected={chosen}
          onChange={onChoose}
        />
      )}
      {leftOut > 0 && (
        <EuiText size="s" color="subdued">
          <p>
            {i18n.translate('requestTrace.recognised.leftOut', {
              defaultMessage: '{count, number} more are not shown.',
              values: { count: leftOut },
            })}
          </p>
        </EuiText>
      )}
      {caused.length > 0 && (
        <EuiText size="s">
          <p style={{ overflowWrap: 'anywhere' }}>
            {i18n.translate('requestTrace.recognised.causes', {
              defaultMessage: 'Which request caused it?',
            })}
            {caused.map(({ object, label }, at) => (
              <React.Fragment key={object}>
                {at > 0 ? ' · ' : ' '}
                <EuiLink {...causesLink(object)} data-test-subj="requestTraceCausesLink">
                  {label}
                </EuiLink>
              </React.Fragment>
            ))}
          </p>
        </EuiText>
      )}
      {movable.length > 0 && (
        <EuiText size="s">
          <p>
            {i18n.translate('requestTrace.recognised.moves', {
              defaultMessage: 'Where did it go?',
            })}
            {movable.map(({ object, label }, at) => (
              <React.Fragment key={object}>
                {at > 0 ? ' · ' : ' '}
                <EuiLink {...movesLink(object)} data-test-subj="requestTraceMovesLink">
                  {label}
                </EuiLink>
              </React.Fragment>
            ))}
          </p>
        </EuiText>
      )}
    </>
  );
}

function uncertain(): string {
  return i18n.translate('requestTrace.recognised.uncertain', {
    defaultMessage:
      'Its form does not tell what it is the ID of. If it is an object’s UID, the trace has what names that UID and the requests behind it.',
  });
}
