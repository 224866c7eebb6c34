/** The box that takes anything that tells a request: an ID, a log line, an error, a command, a name; and the scope in which it is looked for. */
import React, { useEffect, useMemo, useRef, useState } from 'react';
import {
  EuiButton,
  EuiFlexGroup,
  EuiFlexItem,
  EuiForm,
  EuiPanel,
  EuiSpacer,
  EuiTextArea,
} from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import type { ResolvedScope } from '../scope/resolve_scope';
import type { Scope } from '../scope/scope';
import type { Services } from '../types';
import { MAX_SEARCH_TEXT_LENGTH, parseSearchText } from '../search_text/parse_search_text';
import type { RequestSearch } from '../search_text/detect_names';
import { getSearchChoices, SearchChoices, type ChoiceLink } from '../search_text/search_choices';
import { SearchScopeBar } from '../scope/search_scope_bar';
import type { TimeRange } from '../time/time_range';
import type { BrowserConfig } from '../config/use_config';

interface SearchBoxProps {
  services: Services;
  config: BrowserConfig;
  /** what the box starts with; when it changes (the browser's back button), the box follows */
  text?: string;
  range?: TimeRange;
  scope: Scope;
  /** undefined while it is looked up */
  resolved: ResolvedScope | undefined;
  /** `range` is final */
  isRangeReady: boolean;
  /** one line high, and nothing said of an ID that stands there alone */
  compact?: boolean;
  onScopeChange(scope: Scope): void;
  /** the time range counts as soon as it is chosen; else with what is asked for next */
  onRange?(range: TimeRange | undefined): void;
  onSubmit(asked: SearchRequest): void;
  removalsLink(object: string): ChoiceLink;
  /** @param text what stands in the box: a line tells the time at which it was caused */
  causesLink(object: string, text: string): ChoiceLink;
}

export interface SearchRequest {
  /** an ID to trace, or requests to find */
  id?: string;
  requestSearch?: RequestSearch;
  /** what stands in the box */
  text: string;
  /** as the reader chose it: ISO 8601 or date math; undefined: all time */
  range: TimeRange | undefined;
  scope: Scope;
}

export function SearchBox(props: SearchBoxProps): React.ReactElement {
  const { services, config, text = '', range, scope, compact = false, onSubmit, onRange } = props;
  const { index } = scope;
  const [value, setValue] = useState(text);
  const [isTruncated, setCut] = useState(false);
  const [selectedKey, setChosen] = useState<string>();
  const [draftRange, setRange] = useState(range);
  const [draftIndex, setIndex] = useState(index);
  const area = useRef<HTMLTextAreaElement | null>(null);

  useEffect(() => {
    setValue(text);
    setCut(false);
    setChosen(undefined);
  }, [text]);
  const { from, to } = range ?? {};
  useEffect(
    () => setRange(from !== undefined && to !== undefined ? { from, to } : undefined),
    [from, to]
  );
  useEffect(() => setIndex(index), [index]);
  useEffect(() => {
    if (!compact) area.current?.focus();
  }, [compact]);

  const parsedText = useMemo(
    () => parseSearchText(value, config.reqIdKeys),
    [value, config.reqIdKeys]
  );
  const choices = useMemo(() => getSearchChoices(parsedText), [parsedText]);
  const choice = choices.find(({ key }) => key === selectedKey) ?? choices[0];
  const changeText = (next: string): void => {
    setCut(next.length > MAX_SEARCH_TEXT_LENGTH);
    setValue(next.slice(0, MAX_SEARCH_TEXT_LENGTH));
    setChosen(undefined);
  };
  const submit = (): void => {
    const within = services.plugins.dataViews ? scope : { ...scope, index: draftIndex };
    if (!choice) area.current?.focus();
    else
      onSubmit({
        ...('id' in choice ? { id: choice.id.value } : { requestSearch: choice.find }),
        text: value,
        range: draftRange,
        scope: within,
      });
  };
  const label = i18n.translate('requestTrace.box.label', {
    defaultMessage: 'ID, name, log line, error or command',
  });
  const isUnchanged = compact && value === text;

  return (
    <EuiPanel hasBorder hasShadow={false} paddingSize={compact ? 's' : 'm'}>
      <EuiForm
        component="form"
        role="search"
        onSubmit={(event: React.FormEvent) => {
          event.preventDefault();
          submit();
        }}
      >
        <EuiFlexGroup gutterSize="s" alignItems="flexStart" responsive={false}>
          <EuiFlexItem>
            <EuiTextArea
              inputRef={(element) => {
                area.current = element;
              }}
              fullWidth
              compressed={compact}
              resize="vertical"
              rows={compact ? 1 : 2}
              value={value}
              onChange={(event) => changeText(event.target.value)}
              onKeyDown={(event) => {
                // Enter while an input method composes a character belongs to the input method.
                if (event.key === 'Enter' && !event.shiftKey && !event.nativeEvent.isComposing) {
                  event.preventDefault();
                  submit();
                }
              }}
              aria-label={label}
              aria-describedby="requestTraceRecognised"
              placeholder={i18n.translate('requestTrace.box.placeholder', {
                defaultMessage:
                  'Paste an ID, a name (shop/web), a log line, a kubectl command or its error…',
              })}
              spellCheck={false}
              autoComplete="off"
              data-test-subj="requestTraceBox"
            />
          </EuiFlexItem>
          <EuiFlexItem grow={false}>
            <EuiButton
              fill
              type="submit"
              size={compact ? 's' : 'm'}
              isDisabled={!choice}
              data-test-subj="requestTraceSubmit"
            >
              {choice && 'find' in choice
                ? i18n.translate('requestTrace.box.find', { defaultMessage: 'Find' })
                : i18n.translate('requestTrace.box.submit', { defaultMessage: 'Trace' })}
            </EuiButton>
          </EuiFlexItem>
        </EuiFlexGroup>
        <div
          id="requestTraceRecognised"
          role="status"
          aria-live="polite"
          data-test-subj="requestTraceRecognised"
        >
          {!isUnchanged && (
            <SearchChoices
              text={value}
              isTruncated={isTruncated}
              parsedText={parsedText}
              choices={choices}
              selectedKey={choice?.key}
              onChoose={setChosen}
              removalsLink={props.removalsLink}
              causesLink={(object) => props.causesLink(object, value)}
            />
          )}
        </div>
      </EuiForm>
      <EuiSpacer size="s" />
      {/* Outside of the form: the search bar has Enter keys and forms of its own. */}
      <SearchScopeBar
        services={services}
        config={config}
        scope={scope}
        resolved={props.resolved}
        onScopeChange={props.onScopeChange}
        draftIndex={draftIndex}
        onDraftIndexChange={(next) => {
          setIndex(next);
          if (onRange) props.onScopeChange({ ...scope, index: next });
        }}
        range={draftRange}
        onRange={(next) => {
          setRange(next);
          onRange?.(next);
        }}
        isRangeReady={props.isRangeReady}
      />
    </EuiPanel>
  );
}
