// The component library's counter: everything a page may use. Props by example: README.md beside this file.

export { Button, ButtonGroup, type ButtonProps } from "./buttons/buttons.tsx";
export { BarChart, type BarChartProps, LineChart, Sparkline } from "./chart/chart.tsx";
export { Clock, type ClockProps, type ClockState, clockWords } from "./clock/clock.tsx";
export { ProcessDrawing } from "./diagram/diagram.tsx";
export { Drawing, type DrawingName, Kawung } from "./drawing/drawing.tsx";
export { Checkbox, Checkboxes, type Option, Radios, Select } from "./fields/choice-field.tsx";
export { DateField, dateParts, readDate, type TypedDate, typedDate } from "./fields/date-field.tsx";
export { type FieldProps, faultOf, fieldId } from "./fields/field.tsx";
export { FileField, type FileFieldProps, type StoredFile } from "./fields/file-field.tsx";
export { Fieldset, Form, type FormProps } from "./fields/form.tsx";
export {
  NumberField,
  RupiahField,
  TextArea,
  type TextAreaProps,
  TextField,
  type TextFieldProps,
} from "./fields/text-field.tsx";
export { type Comment, CommentThread, type Happening, Timeline } from "./history/history.tsx";
export { Icon, type IconName } from "./icon/icon.tsx";
export { Island } from "./island/island.tsx";
export { LineMap, type LineMapProps, lineMapSvg } from "./line-map/line-map.tsx";
export type { LineMapData, MapLine, MapLink, Station, StationState } from "./line-map/map.ts";
export { LineMapSmall, mapSummary } from "./line-map/small.tsx";
export { Avatar, Card, type CardProps, EmptyState, initials } from "./lists/card.tsx";
export { FilterBar, type FilterField, SearchBox } from "./lists/search.tsx";
export { SummaryList, type SummaryRow } from "./lists/summary-list.tsx";
export { type TaskItem, TaskList } from "./lists/task-list.tsx";
export { Brand, Mark, roof } from "./mark/mark.tsx";
export {
  ConfirmPanel,
  Details,
  ErrorSummary,
  type ErrorSummaryProps,
  InsetText,
  Notice,
  type NoticeProps,
  Tag,
} from "./messages/messages.tsx";
export { type Crumb, Crumbs } from "./navigation/crumbs.tsx";
export { Pagination } from "./navigation/pagination.tsx";
export { type Step, Steps } from "./navigation/steps.tsx";
export { type Tab, Tabs } from "./navigation/tabs.tsx";
export { type Figure, Figures } from "./official/figures.tsx";
export { CsrfField, Page, type PageProps } from "./page/page.tsx";
export type { NavItem, Site, Who } from "./page/site.ts";
export { type Column, type Row, Table, type TableProps } from "./table/table.tsx";
export { Trusted } from "./trusted/trusted.tsx";
