import React, { useMemo, useState } from 'react';
import {
  EuiFilterButton,
  EuiNotificationBadge,
  EuiPopover,
  EuiSelectable,
  type EuiSelectableOption,
} from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import type { Facet } from './filter_records';

interface Props {
  label: string;
  facets: Facet[];
  selected: readonly string[];
  getLabel(value: string): string;
  onChange(selected: string[]): void;
  'data-test-subj': string;
}

/** A short list needs no search box. */
const getSearchProps = (options: number) =>
  options > 8
    ? {
        searchable: true as const,
        searchProps: {
          compressed: true,
          placeholder: i18n.translate('requestTrace.filters.find', { defaultMessage: 'Find' }),
        },
      }
    : { searchable: false as const };

/** One filter: a button that opens the list of values, each with its count. */
export const FacetButton: React.FC<Props> = ({
  label,
  facets,
  selected,
  getLabel: getLabel,
  onChange,
  'data-test-subj': testSubject,
}) => {
  const [isOpen, setOpen] = useState(false);
  const options = useMemo<Array<EuiSelectableOption<{ value: string }>>>(
    () =>
      facets.map(({ value, count }) => ({
        label: getLabel(value),
        key: value,
        value,
        checked: selected.includes(value) ? 'on' : undefined,
        append: (
          <EuiNotificationBadge color="subdued" size="m">
            {count}
          </EuiNotificationBadge>
        ),
        'data-test-subj': `${testSubject}-${value}`,
      })),
    [facets, selected, getLabel, testSubject]
  );
  return (
    <EuiPopover
      isOpen={isOpen}
      closePopover={() => setOpen(false)}
      panelPaddingSize="none"
      anchorPosition="downLeft"
      repositionOnScroll
      aria-label={label}
      button={
        <EuiFilterButton
          iconType="arrowDown"
          onClick={() => setOpen(!isOpen)}
          isSelected={isOpen}
          numFilters={facets.length}
          hasActiveFilters={selected.length > 0}
          numActiveFilters={selected.length}
          data-test-subj={testSubject}
        >
          {label}
        </EuiFilterButton>
      }
    >
      <EuiSelectable
        aria-label={label}
        options={options}
        {...getSearchProps(facets.length)}
        onChange={(next) =>
          onChange(next.filter((option) => option.checked === 'on').map((option) => option.value))
        }
      >
        {(list, search) => (
          <div style={{ width: 300 }}>
            {search && <div style={{ padding: 8 }}>{search}</div>}
            {list}
          </div>
        )}
      </EuiSelectable>
    </EuiPopover>
  );
};
