import React, { useContext } from 'react';
import type { TimeFormat } from '../format_time';
import type { ViewRecord } from '../view_records';

/** What the grid's cells need. A context, so that the cell renderer stays the same function and cells are not rebuilt. */
export interface GridContext {
  rows: ViewRecord[];
  start: number;
  time: TimeFormat;
  search: string;
  compact: boolean;
  /** rows say how sure they are within the message: there is no column for it */
  showsConfidenceInMessage: boolean;
  openDocument(row: number): void;
}

export const GridReactContext = React.createContext<GridContext | null>(null);

export function useGridContext(): GridContext {
  const context = useContext(GridReactContext);
  if (!context) throw new Error('a grid cell outside of its grid');
  return context;
}
