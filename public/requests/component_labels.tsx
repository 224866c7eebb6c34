/** Which components have records of a request: a small mark each, with its full name and number for those who hover or listen. */
import React from 'react';
import { EuiScreenReaderOnly, EuiToolTip, useEuiTheme } from '@elastic/eui';
import { i18n } from '@kbn/i18n';

/** What operators call them; others are shown by their own name. */
const SHORT_NAMES: Record<string, string> = {
  'kube-apiserver': 'api',
  'kube-controller-manager': 'cm',
  'kube-scheduler': 'sched',
  kubelet: 'kubelet',
  'kube-proxy': 'proxy',
  'cloud-controller-manager': 'ccm',
  containerd: 'cri',
  'cri-o': 'cri',
};
/** In the order in which a request comes to them. */
const COMPONENT_ORDER = Object.keys(SHORT_NAMES);
const MAX_LABELS = 6;
const MAX_LABEL_LENGTH = 12;

export const ComponentLabels: React.FC<{ components: Record<string, number> }> = ({
  components,
}) => {
  const { euiTheme } = useEuiTheme();
  // the audit log is where the row comes from: no component
  const names = Object.keys(components)
    .filter((name) => name !== 'audit')
    .sort((a, b) => getComponentRank(a) - getComponentRank(b) || a.localeCompare(b));
  if (names.length === 0) return <span aria-hidden="true">–</span>;
  const tooltipLines = names.map((name) =>
    i18n.translate('requestTrace.requests.componentRecords', {
      defaultMessage: '{component}: {count, plural, one {# record} other {# records}}',
      values: { component: name.slice(0, 100), count: components[name] ?? 0 },
    })
  );
  return (
    <EuiToolTip
      content={tooltipLines.map((line) => (
        <div key={line}>{line}</div>
      ))}
    >
      <span>
        <EuiScreenReaderOnly>
          <span>{tooltipLines.join(', ')}</span>
        </EuiScreenReaderOnly>
        <span aria-hidden="true" style={{ display: 'flex', flexWrap: 'wrap', gap: 3 }}>
          {names.slice(0, MAX_LABELS).map((name) => (
            <span
              key={name}
              style={{
                border: `1px solid ${euiTheme.colors.lightShade}`,
                borderRadius: 3,
                padding: '0 4px',
                fontSize: 11,
                lineHeight: '16px',
                whiteSpace: 'nowrap',
                background: euiTheme.colors.lightestShade,
                color: euiTheme.colors.text,
              }}
            >
              {shortenComponentName(name)}
            </span>
          ))}
          {names.length > MAX_LABELS && (
            <span style={{ fontSize: 11, lineHeight: '18px' }}>+{names.length - MAX_LABELS}</span>
          )}
        </span>
      </span>
    </EuiToolTip>
  );
};

function getComponentRank(name: string): number {
  const at = COMPONENT_ORDER.indexOf(name);
  return at < 0 ? COMPONENT_ORDER.length : at;
}

function shortenComponentName(name: string): string {
  const known = Object.hasOwn(SHORT_NAMES, name) ? SHORT_NAMES[name] : undefined;
  if (known) return known;
  return name.length > MAX_LABEL_LENGTH ? `${name.slice(0, MAX_LABEL_LENGTH - 1)}…` : name;
}
