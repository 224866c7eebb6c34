/** The field for the object, and where and when to look. */
import React, { useEffect, useRef, useState } from 'react';
import {
  EuiButton,
  EuiFieldText,
  EuiFlexGroup,
  EuiFlexItem,
  EuiForm,
  EuiPanel,
  EuiSpacer,
} from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import { SearchScopeBar } from '../scope/search_scope_bar';
import type { BrowserConfig } from '../config/use_config';
import type { ResolvedScope } from '../scope/resolve_scope';
import type { Scope } from '../scope/scope';
import type { TimeRange } from '../time/time_range';
import type { Services } from '../types';

interface Props {
  services: Services;
  config: BrowserConfig;
  object: string | undefined;
  range: TimeRange | undefined;
  isRangeReady: boolean;
  scope: Scope;
  resolved: ResolvedScope | undefined;
  onScopeChange(scope: Scope): void;
  onRange(range: TimeRange | undefined): void;
  onSubmit(object: string, scope: Scope): void;
}

export const ObjectSearchBox: React.FC<Props> = ({
  services,
  config,
  object = '',
  range,
  isRangeReady: isRangeReady,
  scope,
  resolved,
  onScopeChange,
  onRange,
  onSubmit,
}) => {
  const [text, setText] = useState(object);
  const [index, setIndex] = useState(scope.index);
  const inputRef = useRef<HTMLInputElement | null>(null);
  useEffect(() => setText(object), [object]);
  useEffect(() => setIndex(scope.index), [scope.index]);
  useEffect(() => {
    if (!object) inputRef.current?.focus();
  }, [object]);
  const submit = (): void => {
    if (text.trim())
      onSubmit(text.trim(), services.plugins.dataViews ? scope : { ...scope, index });
    else inputRef.current?.focus();
  };
  const label = i18n.translate('requestTrace.moves.field', {
    defaultMessage: 'Pod, workload, node or uid',
  });
  return (
    <EuiPanel hasBorder hasShadow={false} paddingSize="s">
      <EuiForm
        component="form"
        role="search"
        onSubmit={(event: React.FormEvent) => {
          event.preventDefault();
          submit();
        }}
      >
        <EuiFlexGroup gutterSize="s" responsive={false}>
          <EuiFlexItem>
            <EuiFieldText
              fullWidth
              compressed
              icon="visMapRegion"
              inputRef={(element) => {
                inputRef.current = element;
              }}
              value={text}
              maxLength={512}
              onChange={(event) => setText(event.target.value)}
              aria-label={label}
              spellCheck={false}
              autoComplete="off"
              placeholder={i18n.translate('requestTrace.moves.placeholder', {
                defaultMessage: 'pods/shop/web-1, deploy/web -n shop, nodes/node-b, a uid…',
              })}
              data-test-subj="requestTraceMovesField"
            />
          </EuiFlexItem>
          <EuiFlexItem grow={false}>
            <EuiButton
              fill
              size="s"
              type="submit"
              isDisabled={!text.trim()}
              data-test-subj="requestTraceMovesSubmit"
            >
              {i18n.translate('requestTrace.moves.submit', { defaultMessage: 'Find' })}
            </EuiButton>
          </EuiFlexItem>
        </EuiFlexGroup>
      </EuiForm>
      <EuiSpacer size="s" />
      <SearchScopeBar
        services={services}
        config={config}
        scope={scope}
        resolved={resolved}
        onScopeChange={onScopeChange}
        draftIndex={index}
        onDraftIndexChange={setIndex}
        range={range}
        onRange={onRange}
        isRangeReady={isRangeReady}
      />
    </EuiPanel>
  );
};
