package io.lanista.api.model;

import java.util.List;

/** The canonical encoding of operations for hashing: equal operations, and only those, give equal bytes. */
final class OperationHash {
    private OperationHash() {}

    static String of(Operation operation) {
        HashSink sink = new HashSink();
        if (operation instanceof Layer layer) {
            sink.tag('L').text(layer.type()).number(layer.attributes().size());
            layer.attributes().forEach((name, value) -> {
                sink.text(name);
                value(sink, value);
            });
        } else if (operation instanceof Subgraph nested) {
            return nested.graph().hash();
        } else if (operation instanceof LayerChoice choice) {
            sink.tag('C').text(choice.label().value());
            candidates(sink, choice.candidates());
        } else if (operation instanceof InputChoice choice) {
            sink.tag('I').text(choice.label().value());
            sink.number(choice.candidates()).number(choice.least()).number(choice.most());
            sink.text(choice.merge().name());
        } else if (operation instanceof Repeat repeat) {
            sink.tag('R').text(repeat.label().value());
            sink.number(repeat.least()).number(repeat.most()).tag(repeat.shared() ? 's' : 'o');
            operations(sink, repeat.bodies());
        } else {
            cell(sink, (Cell) operation);
        }
        return sink.hex();
    }

    private static void cell(HashSink sink, Cell cell) {
        sink.tag('K').text(cell.label().value()).number(cell.inputs());
        if (cell.topology() instanceof Cell.Topology.Predecessors wiring) {
            sink.tag('P').number(wiring.nodes()).number(wiring.chosen()).tag(wiring.looseEndsOnly() ? 'l' : 'a');
        } else {
            Cell.Topology.Adjacency wiring = (Cell.Topology.Adjacency) cell.topology();
            sink.tag('A').number(wiring.vertices()).number(wiring.maxEdges()).number(wiring.channels());
        }
        candidates(sink, cell.candidates());
        candidates(sink, cell.inputCandidates());
        operations(sink, cell.preprocessing());
        Operation last = cell.postprocessing();
        operations(sink, last == null ? List.of() : List.of(last));
        sink.number(cell.answers().size());
        cell.answers().forEach((label, answer) -> Scalars.hash(sink.text(label.value()), answer));
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

    static void value(HashSink sink, Value value) {
        if (value instanceof Value.Constant known) {
            Scalars.hash(sink.tag('='), known.value());
        } else if (value instanceof Value.ValueChoice choice) {
            sink.tag('?').text(choice.label().value());
            domain(sink, choice.domain());
        } else {
            Value.Expression expression = (Value.Expression) value;
            sink.tag('e').text(expression.operator().symbol());
            expression.operands().forEach(operand -> value(sink, operand));
        }
    }

    private static void domain(HashSink sink, Domain domain) {
        if (domain instanceof Domain.OneOf some) {
            Scalars.hash(sink.tag('o'), some.values());
        } else if (domain instanceof Domain.SomeOf some) {
            sink.tag('s').number(some.candidates()).number(some.least()).number(some.most());
        } else if (domain instanceof Domain.IntRange range) {
            sink.tag(range.log() ? 'J' : 'i').number(range.low()).number(range.high());
        } else {
            Domain.RealRange range = (Domain.RealRange) domain;
            sink.tag(range.log() ? 'X' : 'r').number(Double.doubleToLongBits(range.low()));
            sink.number(Double.doubleToLongBits(range.high()));
        }
    }
}
