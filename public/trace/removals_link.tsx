import React from 'react';
import { EuiButtonEmpty, EuiButtonIcon, EuiToolTip } from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import type { ObjectReference } from '../../common/model/log_record';
import type { Trace } from '../../common/model/trace';
import { AppLink } from '../app_url/app_link';
import { formatPath } from '../app_url/url_state';
import type { Scope } from '../scope/scope';
import type { Services, TraceRequest } from '../types';

interface Props {
  services: Services;
  object: ObjectReference;
  request: TraceRequest;
  scope?: Scope;
  /** with its words, not as an icon in a row */
  hasLabel?: boolean;
}

/** Leads to where a Pod, or the Pods of a node, went, and who sent them there; nothing for what is neither. */
export const RemovalsLink: React.FC<Props> = ({
  services: { core },
  object,
  request: { from, to, index, timeField },
  scope,
  hasLabel: hasLabel = false,
}) => {
  const path = buildRemovalsPath(object, { from, to, index, timeField, ...scope });
  if (!path) return null;
  const label =
    object.kind === 'Node'
      ? i18n.translate('requestTrace.moves.linkOfNode', {
          defaultMessage: 'Where did its Pods go?',
        })
      : i18n.translate('requestTrace.moves.link', { defaultMessage: 'Where did it go?' });
  return (
    <AppLink core={core} path={path}>
      {(link) =>
        hasLabel ? (
          <EuiButtonEmpty
            size="s"
            iconType="visMapRegion"
            {...link}
            data-test-subj="requestTraceMoves"
          >
            {label}
          </EuiButtonEmpty>
        ) : (
          <EuiToolTip content={label}>
            <EuiButtonIcon
              size="xs"
              iconSize="s"
              color="text"
              iconType="visMapRegion"
              {...link}
              data-test-subj="requestTraceMoves"
              aria-label={`${label} ${object.name ?? ''}`}
            />
          </EuiToolTip>
        )
      }
    </AppLink>
  );
};

/** Without times all time was searched, which the link has to say: a page's default range would take its place. */
function buildRemovalsPath(
  { kind, namespace, name }: ObjectReference,
  { from, to, ...scope }: Partial<TraceRequest> & Partial<Scope>
): string | null {
  const object = !name
    ? undefined
    : kind === 'Node'
      ? `nodes/${name}`
      : kind === 'Pod' && namespace
        ? `pods/${namespace}/${name}`
        : undefined;
  return object
    ? formatPath({
        ...scope,
        ...(from || to ? { from, to } : { allTime: true as const }),
        object,
        view: {},
      })
    : null;
}

/** Whose moves the request itself asks about: the Pod or the node that it is about, else the Pod in trouble. */
export function getRemovalObject({
  origin,
  verdict,
}: Pick<Trace, 'origin' | 'verdict'>): ObjectReference | null {
  if (origin?.resource === 'pods' && origin.name)
    return { kind: 'Pod', namespace: origin.namespace, name: origin.name };
  if (origin?.resource === 'nodes' && origin.name) return { kind: 'Node', name: origin.name };
  return verdict?.object?.kind === 'Pod' ? verdict.object : null;
}
