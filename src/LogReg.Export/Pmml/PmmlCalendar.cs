using System.Xml.Linq;
using LogReg.Export.Writing;

namespace LogReg.Export.Pmml;

/// <summary>The parts of a date as elements of PMML.</summary>
/// <param name="expressions">Receives derived fields for what is used several times.</param>
internal sealed class PmmlCalendar(PmmlExpressions expressions) : CalendarArithmetic<XElement>
{
    /// <inheritdoc/>
    protected override XElement Constant(double value) => PmmlExpressions.Constant(value);

    /// <inheritdoc/>
    protected override XElement Add(XElement left, XElement right) => PmmlExpressions.Apply("+", left, right);

    /// <inheritdoc/>
    protected override XElement Subtract(XElement left, XElement right) => Bind(PmmlExpressions.Apply("-", left, right));

    /// <inheritdoc/>
    protected override XElement Multiply(XElement left, XElement right) => PmmlExpressions.Apply("*", left, right);

    /// <inheritdoc/>
    protected override XElement Whole(XElement dividend, double divisor) =>
        Bind(PmmlExpressions.Apply("floor", PmmlExpressions.Apply("/", dividend, Constant(divisor))));

    /// <inheritdoc/>
    protected override XElement Round(XElement number) => Bind(PmmlExpressions.Apply("rint", number));

    /// <inheritdoc/>
    protected override XElement FromTen(XElement number, double from, double below) => PmmlExpressions.Apply(
        "if", PmmlExpressions.Apply("greaterOrEqual", number, Constant(10)), Constant(from), Constant(below));

    private XElement Bind(XElement number) => PmmlExpressions.Field(expressions.Derive("calendar", number));
}
