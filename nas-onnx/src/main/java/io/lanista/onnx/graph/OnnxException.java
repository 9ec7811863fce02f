package io.lanista.onnx.graph;

import io.lanista.api.failure.Blame;
import io.lanista.api.failure.LanistaException;

/** A network that can't be written, checked or quantised as ONNX. The message is a sentence for the user, with a way out. */
public final class OnnxException extends LanistaException {
    private static final long serialVersionUID = 1;

    /** With a message. */
    public OnnxException(String message) {
        super(Blame.USER, message);
    }

    /** With a message and what caused it. */
    public OnnxException(String message, Throwable cause) {
        super(Blame.USER, message, cause);
    }
}
