/** Says what was recognised in the box, and lets choose when it is more than one. */
import React from 'react';
import { EuiLink, EuiRadioGroup, EuiSpacer, EuiText } from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import type { RequestSearch } from './detect_names';
import { describeId } from './describe_id';
import {
  MAX_SEARCH_TEXT_LENGTH,
  type ParsedSearchText,
  type TraceableId,
} from './parse_search_text';

/** What Enter does: trace an ID, or find requests. */
export type SearchChoice = { key: string; id: TraceableId } | { key: string; find: RequestSearch };

/** What can be chosen, the likeliest first. */
export function getSearchChoices({
  ids,
  requestSearches,
  defaultAction,
}: ParsedSearchText): SearchChoice[] {
  const traced = ids.map((id): SearchChoice => ({ key: id.value, id }));
  const found = requestSearches.map((find, at): SearchChoice => ({ key: `requests:${at}`, find }));
  return defaultAction === 'id' ? [...traced, ...found] : [...found, ...traced];
}

const describeChoice = (choice: SearchChoice): string =>
  'id' in choice ? describeId(choice.id) : choice.find.description;

export interface ChoiceLink {
  href: string;
  onClick(event: React.MouseEvent): void;
}

interface SearchChoicesProps {
  text: string;
  /** whether more was pasted than is looked at */
  isTruncated: boolean;
  parsedText: ParsedSearchText;
  choices: SearchChoice[];
  /** key of what Enter does */
  selectedKey: string | undefined;
  onChoose(key: string): void;
  /** to where an object's Pods went */
  removalsLink(object: string): ChoiceLink;
  /** to the requests that may have caused what became of an object */
  causesLink(object: string): ChoiceLink;
}

export function SearchChoices({
  text,
  isTruncated,
  parsedText: { leftOut, removalObjects, causeObjects },
  choices,
  selectedKey,
  onChoose,
  removalsLink,
  causesLink,
}: SearchChoicesProps): React.ReactElement | null {
  if (text.trim() === '') return null;
  const [first] = choices;
  const isUncertain = first !== undefined && 'id' in first && first.id.kind === 'id';
  return (
    <>
      <EuiSpacer size="s" />
      <EuiText size="s" color={first ? undefined : 'subdued'} style={{ overflowWrap: 'anywhere' }}>
        {isTruncated && (
          <p>
            {i18n.translate('requestTrace.recognised.cut', {
              defaultMessage:
                'Only the first {max, number} characters of what was pasted are kept and looked at.',
              values: { max: MAX_SEARCH_TEXT_LENGTH },
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
              values: { id: describeChoice(first) },
            })}{' '}
            {isUncertain && getUncertainIdText()}
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
            {isUncertain && getUncertainIdText()}
          </p>
        )}
      </EuiText>
      {choices.length > 1 && (
        <EuiRadioGroup
          compressed
          name="requestTraceRecognised"
          options={choices.map((choice) => ({ id: choice.key, label: describeChoice(choice) }))}
          idSelected={selectedKey}
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
      {causeObjects.length > 0 && (
        <EuiText size="s">
          <p style={{ overflowWrap: 'anywhere' }}>
            {i18n.translate('requestTrace.recognised.causes', {
              defaultMessage: 'Which request caused it?',
            })}
            {causeObjects.map(({ object, label }, at) => (
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
      {removalObjects.length > 0 && (
        <EuiText size="s">
          <p>
            {i18n.translate('requestTrace.recognised.moves', {
              defaultMessage: 'Where did it go?',
            })}
            {removalObjects.map(({ object, label }, at) => (
              <React.Fragment key={object}>
                {at > 0 ? ' · ' : ' '}
                <EuiLink {...removalsLink(object)} data-test-subj="requestTraceMovesLink">
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

function getUncertainIdText(): string {
  return i18n.translate('requestTrace.recognised.uncertain', {
    defaultMessage:
      'Its form does not tell what it is the ID of. If it is an object’s UID, the trace has what names that UID and the requests behind it.',
  });
}
