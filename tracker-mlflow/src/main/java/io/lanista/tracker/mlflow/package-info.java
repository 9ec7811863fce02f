/** Runs sent to an MLflow server by its REST interface: nested trials, the winner and the report. */
@NullMarked
package io.lanista.tracker.mlflow;

import org.jspecify.annotations.NullMarked;
