/** The box that takes an ID, a log line or an error message, and the scope in which it is looked for. */
import React, { useEffect, useMemo, useRef, useState } from 'react';
import { EuiButton, EuiFlexGroup, EuiFlexItem, EuiForm, EuiPanel, EuiSpacer, EuiTextArea } from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import type { CoreStart } from '../kibana_types';
import type { TraceRequest } from '../types';
import { IndexScope } from './index_scope';
import { MAX_PASTE, recognise } from './recognise';
import { RecognisedIds } from './recognised_ids';
import type { TimeRange } from './time_range';
import { TimeRangePicker } from './time_range_picker';
import type { BrowserConfig } from './use_config';

interface SearchBoxProps {
  core: CoreStart;
  config: BrowserConfig;
  /** what the box starts with; when it changes (the browser's back button), the box follows */
  text?: string;
  range?: TimeRange;
  index?: string;
  /** one line high, and nothing said of an ID that stands there alone */
  compact?: boolean;
  /** Times as the reader chose them: ISO 8601 or date math. */
  onSubmit(request: TraceRequest): void;
}

export function SearchBox({ core, config, text = '', range, index, compact = false, onSubmit }: SearchBoxProps): React.ReactElement {
  const [value, setValue] = useState(text);
  const [cut, setCut] = useState(false);
  const [chosen, setChosen] = useState<string>();
  const [chosenRange, setRange] = useState(range);
  const [chosenIndex, setIndex] = useState(index);
  const area = useRef<HTMLTextAreaElement | null>(null);

  useEffect(() => { setValue(text); setCut(false); setChosen(undefined); }, [text]);
  const { from, to } = range ?? {};
  useEffect(() => setRange(from !== undefined && to !== undefined ? { from, to } : undefined), [from, to]);
  useEffect(() => setIndex(index), [index]);
  useEffect(() => { if (!compact) area.current?.focus(); }, [compact]);

  const recognised = useMemo(() => recognise(value, config.reqIdKeys), [value, config.reqIdKeys]);
  const id = recognised.ids.find((each) => each.value === chosen) ?? recognised.ids[0];
  const edit = (next: string): void => {
    setCut(next.length > MAX_PASTE);
    setValue(next.slice(0, MAX_PASTE));
    setChosen(undefined);
  };
  const submit = (): void => {
    if (id) onSubmit({ id: id.value, from: chosenRange?.from, to: chosenRange?.to, index: chosenIndex });
    else area.current?.focus();
  };
  const label = i18n.translate('requestTrace.box.label', { defaultMessage: 'ID, log line or error message' });
  const unchanged = compact && value === text;

  return (
    <EuiPanel hasBorder hasShadow={false} paddingSize={compact ? 's' : 'm'}>
      <EuiForm component="form" role="search" onSubmit={(event: React.FormEvent) => { event.preventDefault(); submit(); }}>
        <EuiFlexGroup gutterSize="s" alignItems="flexStart">
          <EuiFlexItem>
            <EuiTextArea
              inputRef={(element) => { area.current = element; }}
              fullWidth
              compressed={compact}
              resize="vertical"
              rows={compact ? 1 : 4}
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
                defaultMessage: 'Paste an ID, a log line, a kubectl error…',
              })}
              spellCheck={false}
              autoComplete="off"
              data-test-subj="requestTraceBox"
            />
          </EuiFlexItem>
          <EuiFlexItem grow={false}>
            <EuiButton fill type="submit" size={compact ? 's' : 'm'} isDisabled={!id} data-test-subj="requestTraceSubmit">
              {i18n.translate('requestTrace.box.submit', { defaultMessage: 'Trace' })}
            </EuiButton>
          </EuiFlexItem>
        </EuiFlexGroup>
        <div id="requestTraceRecognised" role="status" aria-live="polite" data-test-subj="requestTraceRecognised">
          {!unchanged && <RecognisedIds text={value} cut={cut} recognised={recognised} chosen={id?.value} onChoose={setChosen} />}
        </div>
        <EuiSpacer size="s" />
        <EuiFlexGroup gutterSize="s" wrap alignItems="center">
          <EuiFlexItem grow style={{ minWidth: 'min(280px, 100%)' }}>
            <IndexScope value={chosenIndex} defaults={config.indices} onChange={setIndex} />
          </EuiFlexItem>
          <EuiFlexItem grow={false}>
            <TimeRangePicker uiSettings={core.uiSettings} value={chosenRange} onChange={setRange} />
          </EuiFlexItem>
        </EuiFlexGroup>
      </EuiForm>
    </EuiPanel>
  );
}
