package io.lanista.api.model;

import io.lanista.base.hash.HashSink;
import java.util.List;

/** The canonical encoding of operations for hashing: equal operations, and only those, give equal bytes. */
final class OperationHash {
    private OperationHash() {}

    static String of(Operation operation) {
        return operation.match(
                OperationHash::layer,
                subgraph -> subgraph.graph().hash(),
                OperationHash::layerChoice,
                OperationHash::inputChoice,
                OperationHash::repeat,
                OperationHash::cell);
    }

    private static String layer(Layer layer) {
        HashSink sink = new HashSink();
        sink.tag('L').text(layer.type()).number(layer.attributes().size());
        layer.attributes().forEach((name, value) -> {
            sink.text(name);
            value(sink, value);
        });
        return sink.hex();
    }

    private static String layerChoice(LayerChoice choice) {
        HashSink sink = new HashSink().tag('C').text(choice.label().value());
        candidates(sink, choice.candidates());
        return sink.hex();
    }

    private static String inputChoice(InputChoice choice) {
        HashSink sink = new HashSink().tag('I').text(choice.label().value());
        sink.number(choice.candidates()).number(choice.min()).number(choice.max());
        return sink.text(choice.merge().name()).hex();
    }

    private static String repeat(Repeat repeat) {
        HashSink sink = new HashSink().tag('R').text(repeat.label().value());
        sink.number(repeat.min()).number(repeat.max()).tag(repeat.shared() ? 's' : 'o');
        operations(sink, repeat.bodies());
        return sink.hex();
    }

    private static String cell(Cell cell) {
        HashSink sink = new HashSink().tag('K').text(cell.label().value()).number(cell.inputs());
        cell.topology()
                .match(
                        wiring -> sink.tag('P')
                                .number(wiring.nodes())
                                .number(wiring.chosen())
                                .tag(wiring.looseEndsOnly() ? 'l' : 'a'),
                        wiring -> sink.tag('A')
                                .number(wiring.vertices())
                                .number(wiring.maxEdges())
                                .number(wiring.channels()));
        candidates(sink, cell.candidates());
        candidates(sink, cell.inputCandidates());
        operations(sink, cell.preprocessing());
        Operation last = cell.postprocessing();
        operations(sink, last == null ? List.of() : List.of(last));
        sink.number(cell.answers().size());
        cell.answers().forEach((label, answer) -> Scalars.hash(sink.text(label.value()), answer));
        return sink.hex();
    }

    private static void candidates(HashSink sink, List<Candidate> candidates) {
        sink.number(candidates.size());
        candidates.forEach(candidate ->
                sink.text(candidate.name()).text(candidate.operation().hash()));
    }

    private static void operations(HashSink sink, List<Operation> operations) {
        sink.number(operations.size());
        operations.forEach(operation -> sink.text(operation.hash()));
    }

    static HashSink value(HashSink sink, Value value) {
        return value.match(
                known -> Scalars.hash(sink.tag('='), known.value()),
                choice -> domain(sink.tag('?').text(choice.label().value()), choice.domain()),
                expression -> {
                    sink.tag('e').text(expression.operator().symbol());
                    expression.operands().forEach(operand -> value(sink, operand));
                    return sink;
                });
    }

    private static HashSink domain(HashSink sink, Domain domain) {
        return domain.match(
                some -> Scalars.hash(sink.tag('o'), some.values()),
                some -> sink.tag('s')
                        .number(some.candidates())
                        .number(some.min())
                        .number(some.max()),
                range -> range.step() == 1
                        ? sink.tag(range.log() ? 'J' : 'i').number(range.low()).number(range.high())
                        : sink.tag('n').number(range.low()).number(range.high()).number(range.step()),
                range -> sink.tag(range.log() ? 'X' : 'r')
                        .number(Double.doubleToLongBits(range.low()))
                        .number(Double.doubleToLongBits(range.high())));
    }
}
