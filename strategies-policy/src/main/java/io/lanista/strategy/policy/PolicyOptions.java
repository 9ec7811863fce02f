package io.lanista.strategy.policy;

import io.lanista.api.option.Option;
import io.lanista.api.strategy.SearchRequest;
import java.util.List;

/** The options that both strategies have. */
final class PolicyOptions {
    /** What an LSTM's steps are, as a share of a table's, which holds the parameters themselves. */
    private static final double LSTM_SHARE = 0.05;

    static final Option<String> POLICY = Option.oneOf(
            "policy",
            List.of("table", "lstm"),
            "table: parameters for each decision by itself; lstm: a network that has seen the answers before, which needs"
                    + " thousands of trials.");
    static final Option<Long> UNITS = Option.integer("units", 64, 1, 4096, "How many units the LSTM has.");
    static final Option<Boolean> DISTINCT = Option.flag(
            "distinct",
            true,
            "Whether an architecture that computes the same as an earlier one, by other choices, is passed over while there"
                    + " are others.");

    private PolicyOptions() {}

    static Policy policy(SearchRequest request) {
        return isLstm(request)
                ? new LstmPolicy(Math.toIntExact(request.options().get(UNITS)), request.random())
                : new TablePolicy();
    }

    /** The learning rate that an option asks for, which is that of a table. */
    static double rate(SearchRequest request, Option<Double> option) {
        return request.options().get(option) * (isLstm(request) ? LSTM_SHARE : 1);
    }

    private static boolean isLstm(SearchRequest request) {
        return request.options().get(POLICY).equals("lstm");
    }
}
