import React, { useEffect, useState } from 'react';
import {
  EuiButtonEmpty,
  EuiFieldSearch,
  EuiFlexGroup,
  EuiFlexItem,
  EuiHideFor,
  EuiSelect,
  EuiSuperDatePicker,
} from '@elastic/eui';
import type { CoreStart } from '../../../public/kibana_types';
import type { Customizations, MenuItem, TimeRange, TopNavCustomization } from '../services/plugins';
import type { DataViewEntry } from './logs_api_types';
import type { ExplorerState } from './url_state';

interface SearchBarProps {
  customizations: Customizations;
  dataViews: DataViewEntry[];
  index?: string;
  time?: TimeRange;
  q: string;
  uiSettings: CoreStart['uiSettings'];
  onChange(next: Partial<ExplorerState>): void;
  onRefresh(): void;
}

/** Menu items of plugins, the index, the query and the time. */
export function SearchBar({
  customizations,
  dataViews,
  index,
  time,
  q,
  uiSettings,
  onChange,
  onRefresh,
}: SearchBarProps): React.ReactElement {
  const [text, setText] = useState(q);
  useEffect(() => setText(q), [q]);
  const [items, setItems] = useState<MenuItem[]>([]);
  useEffect(() => {
    const subscription = customizations.get$('top_nav').subscribe((topNav) => {
      setItems(
        [...((topNav as TopNavCustomization | undefined)?.getMenuItems?.() ?? [])].sort(
          (a, b) => a.order - b.order
        )
      );
    });
    return () => subscription.unsubscribe();
  }, [customizations]);
  const titles = dataViews.map(({ title }) => title);
  const options = (index && !titles.includes(index) ? [index, ...titles] : titles).map((title) => ({
    value: title,
    text: title,
  }));
  const submit = (next: string) => {
    if (next === q) onRefresh();
    else onChange({ q: next, doc: undefined });
  };
  return (
    <>
      {items.length > 0 && (
        <EuiFlexGroup
          gutterSize="s"
          justifyContent="flexEnd"
          responsive={false}
          className="hostExplorer__bar"
        >
          {items.map(({ data }) => (
            <EuiFlexItem grow={false} key={data.id}>
              <EuiButtonEmpty
                size="xs"
                data-test-subj={data.testId}
                title={data.description}
                onClick={(event: React.MouseEvent<HTMLElement>) => data.run(event.currentTarget)}
              >
                {data.label}
              </EuiButtonEmpty>
            </EuiFlexItem>
          ))}
        </EuiFlexGroup>
      )}
      <EuiFlexGroup gutterSize="s" alignItems="center" className="hostExplorer__bar">
        <EuiFlexItem grow={false}>
          <EuiSelect
            compressed
            prepend="Index"
            options={options}
            value={index}
            data-test-subj="hostIndex"
            aria-label="Index"
            // Each index has its own time: the range starts anew.
            onChange={(event) =>
              onChange({ index: event.target.value, time: undefined, doc: undefined })
            }
          />
        </EuiFlexItem>
        <EuiFlexItem>
          {/* A form, because EuiFieldSearch tells of Enter twice. */}
          <form
            onSubmit={(event) => {
              event.preventDefault();
              submit(text);
            }}
          >
            <EuiFieldSearch
              compressed
              fullWidth
              value={text}
              aria-label="Search"
              data-test-subj="queryInput"
              placeholder={'Words, field:value, field:"a phrase", and, or, not'}
              onChange={(event) => setText(event.target.value)}
            />
          </form>
        </EuiFlexItem>
        <EuiFlexItem grow={false}>
          <EuiSuperDatePicker
            compressed
            width="auto"
            start={time?.from}
            end={time?.to}
            isLoading={!time}
            utcOffset={0}
            dateFormat={uiSettings.get('dateFormat')}
            commonlyUsedRanges={uiSettings
              .get<Array<{ from: string; to: string; display: string }>>('timepicker:quickRanges')
              .map(({ from, to, display }) => ({ start: from, end: to, label: display }))}
            onTimeChange={({ start, end }) => onChange({ time: { from: start, to: end } })}
            onRefresh={() => submit(text)}
          />
        </EuiFlexItem>
        <EuiHideFor sizes={['xs', 's', 'm']}>
          <EuiFlexItem grow={false}>
            <EuiButtonEmpty
              size="s"
              onClick={() => onChange({ time: undefined })}
              data-test-subj="hostWholeRange"
            >
              All times
            </EuiButtonEmpty>
          </EuiFlexItem>
        </EuiHideFor>
      </EuiFlexGroup>
    </>
  );
}
