using LogReg.Equations;
using LogReg.Export.Writing;

namespace LogReg.Export.Onnx;

/// <summary>Writes a model as a graph of ONNX operators: version 17 and, for the levels, version 3 of ai.onnx.ml. Numbers are double
/// precision throughout.</summary>
/// <param name="model">The model.</param>
internal sealed class OnnxExporter(ExportedModel model) : Exporter(model)
{
    /// <summary>The set of operators for machine learning.</summary>
    public const string LearningDomain = "ai.onnx.ml";

    // The version of the format that belongs to version 17 of the operators.
    private const int FormatVersion = 8;

    /// <inheritdoc/>
    public override void Write(Stream output)
    {
        var graph = new OnnxGraph();
        AddOperators(graph);
        ProtobufMessage message = new ProtobufMessage().Integer(1, FormatVersion).Text(2, "logreg")
            .Text(6, $"{(Model.Title is string title ? $"{title}: a" : "A")} logistic regression that predicts {Model.Target}")
            .Message(7, graph.ToMessage("logreg"))
            .Message(8, new ProtobufMessage().Text(1, "").Integer(2, 17))
            .Message(8, new ProtobufMessage().Text(1, LearningDomain).Integer(2, 3));
        message.Write(output);
    }

    private void AddOperators(OnnxGraph graph)
    {
        string[] inputs = [.. Model.Inputs.Select(input => graph.Input(
            input.Feature.Name, input.Number is null ? OnnxType.Text : OnnxType.Number, Describe(input)))];
        string? offset = Model.Offset is not string name ? null
            : Model.Inputs.FirstOrDefault(input => input.Feature.Name == name && input.Number is not null) is ExportedInput same
                ? inputs[same.Place]
                : graph.Input(name, OnnxType.Number, "added to the log-odds");
        string label = graph.Output("label", OnnxType.Text, $"the predicted class of {Model.Target}", width: null);
        string probabilities = graph.Output(
            "probabilities", OnnxType.Number, $"the probabilities of {string.Join(", ", Model.Classes)}", Model.Classes.Count);

        var expressions = new OnnxExpressions(Model, graph);
        foreach (ExportedInput input in Model.Inputs)
        {
            expressions.Read(input, inputs[input.Place]);
        }

        foreach (EquationStep step in Model.Equation.Steps)
        {
            expressions.Compute(step);
        }

        string logOdds = LogOdds(graph, expressions);
        logOdds = offset is null ? logOdds : graph.Add("Add", [logOdds, offset]);
        if (Model.IsBinary)
        {
            AddTwoClasses(graph, logOdds, label, probabilities);
        }
        else
        {
            AddSeveralClasses(graph, logOdds, label, probabilities);
        }
    }

    private static string Describe(ExportedInput input) => input.Number is null
        ? "a text; empty if it is missing"
        : input.IsDate ? "days since 1970-01-01 at midnight; NaN if it is missing" : "a number; NaN if it is missing";

    // N rows with the log-odds of each equation.
    private string LogOdds(OnnxGraph graph, OnnxExpressions expressions)
    {
        int equations = Model.Equation.Classes.Count;
        string sum = graph.Numbers(Model.Equation.Intercepts, 1, equations);
        var columns = new List<string>();
        var weights = new List<double>();
        foreach (EquationTerm term in Model.Equation.Terms)
        {
            if (LevelTable(term) is { } table)
            {
                string indices = graph.Add("Reshape", [expressions.CellsOf(table.Place), graph.Integers(-1)]);
                string own = graph.Numbers(table.Weights, table.Weights.Length / equations, equations);
                sum = graph.Add("Add", [sum, graph.Add("Gather", [own, indices])]);
                continue;
            }

            columns.AddRange(term.Columns.Select(column => expressions.NumberWhere(column.When, column.Number)));
            weights.AddRange(term.Columns.SelectMany(column => column.Weights));
        }

        if (columns.Count == 0)
        {
            return sum;
        }

        string matrix = graph.Add("Concat", columns, [OnnxGraph.Attribute("axis", 1)]);
        return graph.Add("Add", [sum, graph.Add("MatMul", [matrix, graph.Numbers(weights, columns.Count, equations)])]);
    }

    // The weights of what a cell can be, if the term consists of the levels of a column.
    private (int Place, double[] Weights)? LevelTable(EquationTerm term)
    {
        string? name = term.Columns.Select(column => (column.When as LevelCondition)?.Column).FirstOrDefault();
        if (name is null || term.Columns.Any(
            column => column is not { Number: null, When: LevelCondition { Levels.Count: 1 } own } || own.Column != name))
        {
            return null;
        }

        ExportedInput input = Model.Inputs[Model.PlaceOf(name)];
        int equations = Model.Equation.Classes.Count;
        double[] weights = new double[LevelTexts.CountOf(input) * equations];
        foreach (EquationColumn column in term.Columns)
        {
            int index = LevelTexts.IndexOf(input, ((LevelCondition)column.When!).Levels[0]);
            column.Weights.ToArray().CopyTo(weights, index * equations);
        }

        return (input.Place, weights);
    }

    private void AddTwoClasses(OnnxGraph graph, string logOdds, string label, string probabilities)
    {
        int positive = Model.EquationClasses[0];
        string probability = Model.Calibration is EquationCalibration calibration
            ? Step(graph, calibration, logOdds)
            : Sigmoid(graph, graph.Add("Neg", [logOdds]));
        string other = Model.Calibration is null ? Sigmoid(graph, logOdds) : graph.Add("Sub", [graph.Constant(1), probability]);
        graph.Add(
            "Concat",
            positive == 0 ? [probability, other] : [other, probability],
            [OnnxGraph.Attribute("axis", 1)],
            probabilities);
        string isPositive = graph.Add("GreaterOrEqual", [probability, graph.Constant(Model.Model.Threshold)]);
        string index = graph.Add("Cast", [isPositive], [OnnxGraph.Attribute("to", (long)OnnxType.Integer)]);
        AddLabel(graph, graph.Add("Reshape", [index, graph.Integers(-1)]), [Model.Classes[1 - positive], Model.Classes[positive]], label);
    }

    // 1/(1 + e^x), of the negated log-odds.
    private static string Sigmoid(OnnxGraph graph, string negated) => graph.Add(
        "Div", [graph.Constant(1), graph.Add("Add", [graph.Add("Exp", [negated]), graph.Constant(1)])]);

    // As many steps up as there are limits that are at most the log-odds. The last limit is there for a function of a single step, which
    // would be a tensor without elements.
    private string Step(OnnxGraph graph, EquationCalibration calibration, string logOdds)
    {
        double[] limits = [.. calibration.Limits, double.MaxValue];
        double[] probabilities = [.. calibration.Probabilities, calibration.Probabilities[^1]];
        string isAbove = graph.Add("GreaterOrEqual", [logOdds, graph.Numbers(limits, 1, limits.Length)]);
        string count = graph.Add(
            "ReduceSum",
            [graph.Add("Cast", [isAbove], [OnnxGraph.Attribute("to", (long)OnnxType.Integer)]), graph.Integers(1)],
            [OnnxGraph.Attribute("keepdims", 1)]);
        string probability = graph.Add("Gather", [graph.Numbers(probabilities, probabilities.Length), count]);

        // Without an offset, log-odds are no number, and have no step.
        return Model.Offset is null ? probability : graph.Add("Where", [graph.Add("IsNaN", [logOdds]), logOdds, probability]);
    }

    private void AddSeveralClasses(OnnxGraph graph, string logOdds, string label, string probabilities)
    {
        // A class without an equation has log-odds 0.
        int equations = Model.EquationClasses.Count;
        double[] places = new double[equations * Model.Classes.Count];
        foreach ((int equation, int place) in Model.EquationClasses.Index())
        {
            places[(equation * Model.Classes.Count) + place] = 1;
        }

        string scores = graph.Add("MatMul", [logOdds, graph.Numbers(places, equations, Model.Classes.Count)]);
        graph.Add("Softmax", [scores], [OnnxGraph.Attribute("axis", 1)], probabilities);
        string index = graph.Add("ArgMax", [probabilities], [OnnxGraph.Attribute("axis", 1), OnnxGraph.Attribute("keepdims", 0)]);
        AddLabel(graph, index, Model.Classes, label);
    }

    private static void AddLabel(OnnxGraph graph, string index, IReadOnlyList<string> classes, string label) =>
        graph.Add("Gather", [graph.Texts(classes), index], output: label);
}
