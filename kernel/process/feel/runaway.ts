/** Thrown when an expression makes or walks more than any rule needs; caught where the evaluation was asked for. */
export class RunawayExpression extends Error {
  constructor() {
    super("the expression took too many steps and was stopped");
  }
}
