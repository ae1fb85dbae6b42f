using LogReg.Export.Writing;

namespace LogReg.Export.Onnx;

/// <summary>The parts of a date as operators.</summary>
/// <param name="graph">Receives the operators.</param>
internal sealed class OnnxCalendar(OnnxGraph graph) : CalendarArithmetic<string>
{
    /// <inheritdoc/>
    protected override string Constant(double value) => graph.Constant(value);

    /// <inheritdoc/>
    protected override string Add(string left, string right) => graph.Add("Add", [left, right]);

    /// <inheritdoc/>
    protected override string Subtract(string left, string right) => graph.Add("Sub", [left, right]);

    /// <inheritdoc/>
    protected override string Multiply(string left, string right) => graph.Add("Mul", [left, right]);

    /// <inheritdoc/>
    protected override string Whole(string dividend, double divisor) =>
        graph.Add("Floor", [graph.Add("Div", [dividend, graph.Constant(divisor)])]);

    /// <inheritdoc/>
    protected override string Round(string number) => graph.Add("Round", [number]);

    /// <inheritdoc/>
    protected override string FromTen(string number, double from, double below) => graph.Add(
        "Where", [graph.Add("GreaterOrEqual", [number, graph.Constant(10)]), graph.Constant(from), graph.Constant(below)]);
}
