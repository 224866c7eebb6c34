import React, { useMemo } from 'react';
import {
  EuiButtonEmpty,
  EuiCallOut,
  EuiCodeBlock,
  EuiErrorBoundary,
  EuiFlexGroup,
  EuiFlexItem,
  EuiFlyout,
  EuiFlyoutBody,
  EuiFlyoutHeader,
  EuiLoadingSpinner,
  EuiPagination,
  EuiSpacer,
  EuiTab,
  EuiTabs,
  EuiTitle,
} from '@elastic/eui';
import type { DataTableRecord, DocView } from '../../../public/kibana_types';
import { http } from '../services/http';
import type { Customizations, FlyoutCustomization, FullDocViewProps } from '../services/plugins';
import { TableTab } from './table_tab';
import type { DocumentResult } from './logs_api_types';
import { useRequest } from './use_request';

interface DocumentFlyoutProps {
  doc: { index: string; id: string };
  tab?: string;
  dataViewTitle: string;
  columns: string[];
  docViews: DocView[];
  customizations: Customizations;
  /** the document's place among the rows, or -1 */
  position: number;
  count: number;
  onMove(position: number): void;
  onTab(title: string): void;
  onClose(): void;
  onFilter(field: string, value: unknown, mode: '+' | '-'): void;
  onAddColumn(field: string): void;
  onRemoveColumn(field: string): void;
}

/** A hit as Discover 8.12 hands it to tabs: asked for by `fields`, without `_source`; every flattened value an array. */
function toRecord({ raw }: DocumentResult): DataTableRecord {
  return {
    id: `${raw._index}::${raw._id}::`,
    raw,
    flattened: { ...raw.fields, _id: raw._id, _index: raw._index, _score: raw._score ?? null },
  };
}

/** The document's flyout: a table of its fields, its JSON, and the tabs and header actions of plugins. */
export function DocumentFlyout(props: DocumentFlyoutProps): React.ReactElement {
  const {
    doc,
    tab,
    dataViewTitle,
    columns,
    docViews,
    customizations,
    position,
    count,
    onMove,
    onTab,
    onClose,
    onFilter,
    onAddColumn,
    onRemoveColumn,
  } = props;
  const { data, error } = useRequest<DocumentResult>(`${doc.index}/${doc.id}`, (signal) =>
    http.get('/internal/host/document', { query: doc, signal })
  );
  const hit = useMemo(() => data && toRecord(data), [data]);
  const dataView = useMemo(
    () => ({
      id: dataViewTitle,
      title: dataViewTitle,
      timeFieldName: '@timestamp',
      getIndexPattern: () => dataViewTitle,
    }),
    [dataViewTitle]
  );
  const views = useMemo<DocView[]>(() => {
    if (!hit || !data) return [];
    const own: DocView[] = [
      { title: 'Table', order: 10, component: TableTab as DocView['component'] },
      {
        title: 'JSON',
        order: 20,
        component: () => (
          <EuiCodeBlock
            language="json"
            isCopyable
            fontSize="s"
            paddingSize="s"
            overflowHeight="70vh"
          >
            {JSON.stringify(
              { _index: data.raw._index, _id: data.raw._id, _source: data.source },
              null,
              2
            )}
          </EuiCodeBlock>
        ),
      },
    ];
    const theirs = docViews.filter(
      ({ enabled, shouldShow }) => enabled !== false && (!shouldShow || shouldShow(hit))
    );
    return [...own, ...theirs].sort((a, b) => a.order - b.order);
  }, [hit, data, docViews]);
  const selected = views.find(({ title }) => title === tab) ?? views[0];
  const actions =
    (customizations.get('flyout') as FlyoutCustomization | undefined)?.actions
      ?.getActionItems?.()
      .filter(({ enabled }) => enabled) ?? [];
  const tabProps: FullDocViewProps | undefined = hit && {
    hit,
    dataView,
    columns,
    filter: onFilter,
    onAddColumn,
    onRemoveColumn,
    textBasedHits: undefined,
  };

  return (
    <EuiFlyout
      onClose={onClose}
      size="m"
      ownFocus={false}
      data-test-subj="docTableDetailsFlyout"
      aria-labelledby="hostDocumentTitle"
    >
      <EuiFlyoutHeader hasBorder>
        <EuiFlexGroup alignItems="center" responsive={false}>
          <EuiFlexItem>
            <EuiTitle size="s">
              <h2 id="hostDocumentTitle">Document</h2>
            </EuiTitle>
          </EuiFlexItem>
          {position >= 0 && (
            <EuiFlexItem grow={false} style={{ marginRight: 32 }}>
              <EuiPagination
                compressed
                aria-label="Documents"
                pageCount={count}
                activePage={position}
                onPageClick={onMove}
              />
            </EuiFlexItem>
          )}
        </EuiFlexGroup>
        {hit && actions.length > 0 && (
          <EuiFlexGroup gutterSize="s" responsive={false}>
            {actions.map(({ id, Content, label, iconType, onClick }) => (
              <EuiFlexItem grow={false} key={id}>
                {Content ? (
                  <Content hit={hit} dataView={dataView} />
                ) : (
                  <EuiButtonEmpty size="s" iconType={iconType} onClick={onClick}>
                    {label}
                  </EuiButtonEmpty>
                )}
              </EuiFlexItem>
            ))}
          </EuiFlexGroup>
        )}
        <EuiSpacer size="s" />
        <EuiTabs bottomBorder={false} size="s">
          {views.map(({ title }, position_) => (
            <EuiTab
              key={title}
              isSelected={title === selected?.title}
              onClick={() => onTab(title)}
              data-test-subj={`docViewerTab-${position_}`}
            >
              {title}
            </EuiTab>
          ))}
        </EuiTabs>
      </EuiFlyoutHeader>
      <EuiFlyoutBody>
        {error && (
          <EuiCallOut color="danger" iconType="error" title="The document can’t be shown">
            <p>{error.message}</p>
          </EuiCallOut>
        )}
        {!hit && !error && <EuiLoadingSpinner size="l" />}
        {selected && tabProps && (
          <EuiErrorBoundary key={selected.title}>
            <selected.component {...tabProps} />
          </EuiErrorBoundary>
        )}
      </EuiFlyoutBody>
    </EuiFlyout>
  );
}
