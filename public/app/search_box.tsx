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
import { MAX_PASTE, recognise } from '../ids/recognise';
import type { Findable } from '../ids/find_requests';
import { choicesOf, RecognisedIds, type MovesLink } from '../ids/recognised_ids';
import { SearchScope } from '../scope/search_scope';
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
  rangeReady: boolean;
  /** one line high, and nothing said of an ID that stands there alone */
  compact?: boolean;
  onScopeChange(scope: Scope): void;
  /** the time range counts as soon as it is chosen; else with what is asked for next */
  onRange?(range: TimeRange | undefined): void;
  onSubmit(asked: Asked): void;
  movesLink(object: string): MovesLink;
  /** @param text what stands in the box: a line tells the time at which it was caused */
  causesLink(object: string, text: string): MovesLink;
}

export interface Asked {
  /** an ID to trace, or requests to find */
  id?: string;
  find?: Findable;
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
  const [cut, setCut] = useState(false);
  const [chosen, setChosen] = useState<string>();
  const [chosenRange, setRange] = useState(range);
  const [chosenIndex, setIndex] = useState(index);
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

  const recognised = useMemo(() => recognise(value, config.reqIdKeys), [value, config.reqIdKeys]);
  const choices = useMemo(() => choicesOf(recognised), [recognised]);
  const choice = choices.find(({ key }) => key === chosen) ?? choices[0];
  const edit = (next: string): void => {
    setCut(next.length > MAX_PASTE);
    setValue(next.slice(0, MAX_PASTE));
    setChosen(undefined);
  };
  const submit = (): void => {
    const within = services.plugins.dataViews ? scope : { ...scope, index: chosenIndex };
    if (!choice) area.current?.focus();
    else
      onSubmit({
        ...('id' in choice ? { id: choice.id.value } : { find: choice.find }),
        text: value,
        range: chosenRange,
        scope: within,
      });
  };
  const label = i18n.translate('requestTrace.box.label', {
    defaultMessage: 'ID, name, log line, error or command',
  });
  const unchanged = compact && value === text;

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
              onChange={(event) => edit(event.target.value)}
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
          {!unchanged && (
            <RecognisedIds
              text={value}
              cut={cut}
              recognised={recognised}
              choices={choices}
              chosen={choice?.key}
              onChoose={setChosen}
              movesLink={props.movesLink}
              causesLink={(object) => props.causesLink(object, value)}
            />
          )}
        </div>
      </EuiForm>
      <EuiSpacer size="s" />
      {/* Outside of the form: the search bar has Enter keys and forms of its own. */}
      <SearchScope
        services={services}
        config={config}
        scope={scope}
        resolved={props.resolved}
        onScopeChange={props.onScopeChange}
        draftIndex={chosenIndex}
        onDraftIndex={(next) => {
          setIndex(next);
          if (onRange) props.onScopeChange({ ...scope, index: next });
        }}
        range={chosenRange}
        onRange={(next) => {
          setRange(next);
          onRange?.(next);
        }}
        rangeReady={props.rangeReady}
      />
    </EuiPanel>
  );
}
