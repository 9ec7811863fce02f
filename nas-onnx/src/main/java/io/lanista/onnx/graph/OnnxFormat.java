package io.lanista.onnx.graph;

import io.lanista.api.model.Shape;
import java.util.List;

/** Writes models as messages; the numbers of the fields are those of {@code onnx.proto} (github.com/onnx/onnx, version 8 of the format). */
final class OnnxFormat {
    private static final int ATTRIBUTE_FLOAT = 1;
    private static final int ATTRIBUTE_INT = 2;
    private static final int ATTRIBUTE_STRING = 3;
    private static final int ATTRIBUTE_INTS = 7;

    private OnnxFormat() {}

    static ProtobufMessage message(OnnxModel model) {
        ProtobufMessage message = new ProtobufMessage()
                .integer(1, OnnxModel.IR_VERSION)
                .text(2, "Lanista")
                .message(7, graph(model.graph()))
                .message(8, new ProtobufMessage().text(1, "").integer(2, OnnxModel.OPSET));
        model.metadata()
                .forEach((key, value) ->
                        message.message(14, new ProtobufMessage().text(1, key).text(2, value)));
        return message;
    }

    private static ProtobufMessage graph(OnnxGraph graph) {
        ProtobufMessage message = new ProtobufMessage();
        graph.nodes().forEach(node -> message.message(1, node(node)));
        message.text(2, graph.name());
        graph.constants().forEach(constant -> message.message(5, tensor(constant)));
        graph.inputs().forEach(input -> message.message(11, value(input)));
        graph.outputs().forEach(output -> message.message(12, value(output)));
        return message;
    }

    private static ProtobufMessage node(OnnxNode node) {
        ProtobufMessage message = new ProtobufMessage();
        node.inputs().forEach(input -> message.text(1, input));
        node.outputs().forEach(output -> message.text(2, output));
        message.text(3, node.name()).text(4, node.operator().type());
        node.operator().attributes().forEach((name, value) -> message.message(5, attribute(name, value)));
        return message;
    }

    private static ProtobufMessage attribute(String name, Object value) {
        ProtobufMessage message = new ProtobufMessage().text(1, name);
        if (value instanceof Float real) {
            return message.real(2, real).integer(20, ATTRIBUTE_FLOAT);
        }
        if (value instanceof Long whole) {
            return message.integer(3, whole).integer(20, ATTRIBUTE_INT);
        }
        if (value instanceof String text) {
            return message.text(4, text).integer(20, ATTRIBUTE_STRING);
        }
        ((List<?>) value).forEach(element -> message.integer(8, (Long) element));
        return message.integer(20, ATTRIBUTE_INTS);
    }

    private static ProtobufMessage tensor(OnnxConstant constant) {
        ProtobufMessage message = new ProtobufMessage();
        constant.shape().forEach(size -> message.integer(1, size));
        return message.integer(2, constant.type().code())
                .text(8, constant.name())
                .bytes(9, constant.data());
    }

    private static ProtobufMessage value(OnnxValue value) {
        ProtobufMessage tensor = new ProtobufMessage().integer(1, value.type().code());
        Shape example = value.shape();
        if (example != null) {
            ProtobufMessage shape = new ProtobufMessage().message(1, new ProtobufMessage().text(2, "batch"));
            example.sizes().forEach(size -> shape.message(1, new ProtobufMessage().integer(1, size)));
            tensor.message(2, shape);
        }
        return new ProtobufMessage().text(1, value.name()).message(2, new ProtobufMessage().message(1, tensor));
    }
}
