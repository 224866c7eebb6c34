import React from 'react';
import {
  EuiAccordion,
  EuiFlexGroup,
  EuiFlexItem,
  EuiNotificationBadge,
  EuiSpacer,
  useGeneratedHtmlId,
} from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import type { Diagnosis, ObjectChange } from '../../../common/model/diagnosis';
import type { ObjectReference } from '../../../common/model/log_record';
import type { Trace } from '../../../common/model/trace';
import { ObjectChanges } from '../changes/object_changes';
import { RepeatedErrors } from '../errors/repeated_errors';
import type { TimeFormat } from '../format_time';
import { ObjectTree } from '../objects/object_tree';
import { PodsTable } from '../pods/pods_table';

interface Props {
  trace: Trace;
  /** what the request's own writes changed */
  changes: ObjectChange[];
  time: TimeFormat;
  compact: boolean;
  /** the object tree stands beside the lanes already */
  isTreeShownElsewhere: boolean;
  onShow(key: string): void;
  onFilter(text: string): void;
  /** where an object went; null: that can't be asked of it */
  renderObjectLink(object: ObjectReference): React.ReactNode;
}

const TREE_HEIGHT = 320;

/** What the diagnosis says beyond verdict and stages: per Pod, per object, what changed, which errors repeat. Each opens on demand. */
export const DiagnosisDetails: React.FC<Props> = React.memo(
  ({
    trace,
    changes,
    time,
    compact,
    isTreeShownElsewhere: isTreeShownElsewhere,
    onShow,
    onFilter,
    renderObjectLink: renderObjectLink,
  }) => {
    const { diagnosis, origin } = trace;
    if (!diagnosis) return null;
    const { pods, podCounts, objects, errors, errorsLeft } = diagnosis;
    const hasFailed = trace.outcome !== 'succeeded';
    // of one Pod that the request itself is about, verdict and stages have said everything
    const hasPods =
      pods.length > 1 ||
      pods.some((pod) => pod.object.name !== origin?.name || (pod.restarts ?? 0) > 0);
    return (
      <div data-test-subj="requestTraceDetails">
        {hasPods && (
          <DetailsSection
            title={getPodsTitle(diagnosis)}
            testSubject="requestTracePodsSection"
            isOpen={!compact && hasFailed && pods.length > 1}
          >
            <PodsTable
              pods={pods}
              podCounts={podCounts}
              time={time}
              compact={compact}
              onShow={onShow}
              renderObjectLink={renderObjectLink}
            />
          </DetailsSection>
        )}
        {changes.length > 0 && (
          <DetailsSection
            title={i18n.translate('requestTrace.changes.title', { defaultMessage: 'What changed' })}
            count={changes.length}
            testSubject="requestTraceChangesSection"
            isOpen={!compact && changes.length <= 4 && trace.diagnosis?.goal !== 'removed'}
          >
            <ObjectChanges changes={changes} onShow={onShow} />
          </DetailsSection>
        )}
        {errors.length > 0 && (
          <DetailsSection
            title={i18n.translate('requestTrace.errors.title', {
              defaultMessage: 'Errors and warnings, counted',
            })}
            count={errors.length + errorsLeft}
            testSubject="requestTraceErrorsSection"
          >
            <RepeatedErrors
              errors={errors}
              omittedCount={errorsLeft}
              time={time}
              compact={compact}
              onShow={onShow}
            />
          </DetailsSection>
        )}
        {!isTreeShownElsewhere && objects.length > 1 && (
          <DetailsSection
            title={i18n.translate('requestTrace.objects.title', { defaultMessage: 'Objects' })}
            count={objects.length}
            testSubject="requestTraceObjectsSection"
          >
            <ObjectTree
              objects={objects}
              maxHeight={TREE_HEIGHT}
              onShow={onShow}
              onFilter={onFilter}
              renderObjectLink={renderObjectLink}
            />
          </DetailsSection>
        )}
      </div>
    );
  }
);

function getPodsTitle({ goal, pods, podCounts: { reached, of } }: Diagnosis): string {
  const values = { reached, of };
  if (of === 0)
    return i18n.translate('requestTrace.pods.titleListed', {
      defaultMessage: '{count, plural, one {# Pod} other {# Pods}}',
      values: { count: pods.length },
    });
  switch (goal) {
    case 'ready':
      return i18n.translate('requestTrace.pods.titleReady', {
        defaultMessage: '{reached, number} of {of, plural, one {# Pod} other {# Pods}} ready',
        values,
      });
    case 'completed':
      return i18n.translate('requestTrace.pods.titleCompleted', {
        defaultMessage: '{reached, number} of {of, plural, one {# Pod} other {# Pods}} completed',
        values,
      });
    case 'removed':
      return i18n.translate('requestTrace.pods.titleRemoved', {
        defaultMessage: '{reached, number} of {of, plural, one {# Pod} other {# Pods}} removed',
        values,
      });
    default:
      return i18n.translate('requestTrace.pods.title', {
        defaultMessage: '{reached, number} of {of, plural, one {# Pod} other {# Pods}} got there',
        values,
      });
  }
}

const DetailsSection: React.FC<{
  title: string;
  count?: number;
  isOpen?: boolean;
  testSubject: string;
}> = ({ title, count, isOpen = false, testSubject, children }) => {
  const id = useGeneratedHtmlId({ prefix: testSubject });
  return (
    <>
      <EuiAccordion
        id={id}
        initialIsOpen={isOpen}
        paddingSize="none"
        data-test-subj={testSubject}
        buttonContent={
          <EuiFlexGroup gutterSize="s" alignItems="center" responsive={false}>
            <EuiFlexItem grow={false}>
              <strong>{title}</strong>
            </EuiFlexItem>
            {count !== undefined && (
              <EuiFlexItem grow={false}>
                <EuiNotificationBadge color="subdued">{count}</EuiNotificationBadge>
              </EuiFlexItem>
            )}
          </EuiFlexGroup>
        }
      >
        {children}
      </EuiAccordion>
      <EuiSpacer size="xs" />
    </>
  );
};
