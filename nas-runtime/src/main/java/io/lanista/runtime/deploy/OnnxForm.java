package io.lanista.runtime.deploy;

/** Whom a model in ONNX is written for. */
public enum OnnxForm {
    /** Any program: the model takes numbers as the training data had them. */
    ONNX,
    /**
     * DJL and DJL Serving: with the files that they need. A model of images takes pixels from 0 to 1, as DJL hands them over, whatever
     * scale it was trained on.
     */
    DJL
}
