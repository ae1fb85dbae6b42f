using System.Text;
using System.Xml;
using System.Xml.Linq;
using LogReg.Equations;
using LogReg.Export.Writing;
using LogReg.Terms;

namespace LogReg.Export.Pmml;

/// <summary>
/// Writes a model as PMML 4.4: a regression model whose predictors are levels and derived fields. A model with a step function is a
/// chain of two: a regression model of the log-odds, and one of the probability that a derived field has for them.
/// </summary>
/// <param name="model">The model.</param>
internal sealed class PmmlExporter(ExportedModel model) : Exporter(model)
{
    private static readonly XNamespace Pmml = PmmlExpressions.Namespace;

    private readonly PmmlExpressions _expressions = new(model);

    /// <inheritdoc/>
    /// <exception cref="LogRegException">A name has a character that XML cannot hold.</exception>
    public override void Write(Stream output)
    {
        XmlCharacters.Check(Model, "PMML");
        var root = new XElement(
            Pmml + "PMML",
            new XAttribute("version", "4.4"),
            new XElement(
                Pmml + "Header",
                new XAttribute("description", $"A logistic regression that predicts {Model.Target}"),
                new XElement(Pmml + "Application", new XAttribute("name", "logreg"))),
            DataDictionary(),
            ModelElement());
        var settings = new XmlWriterSettings
        {
            Encoding = new UTF8Encoding(false),
            Indent = true,
            NewLineChars = "\n",
            NewLineHandling = NewLineHandling.Entitize,
            CloseOutput = false,
        };
        using var writer = XmlWriter.Create(output, settings);
        new XDocument(root).Save(writer);
    }

    private XElement DataDictionary()
    {
        XElement[] fields =
        [
            .. Model.Inputs.Select(DataField),
            .. IsOffsetOwnField ? [Number(Model.Offset!)] : Array.Empty<XElement>(),
            Texts(Model.Target, Model.Classes.Select(name => Value(name))),
        ];
        return new XElement(Pmml + "DataDictionary", new XAttribute("numberOfFields", fields.Length), fields);
    }

    private bool IsOffsetOwnField => Model.Offset is string offset && Model.Inputs.All(input => input.Feature.Name != offset);

    private XElement DataField(ExportedInput input) => input.Number is not null
        ? Number(input.Feature.Name)
        : Texts(
            input.Feature.Name,
            [
                .. input.Levels.Where(level => level != Feature.MissingLevel).Select(level => Value(level)),
                .. Model.Model.MissingValues.Append("").Distinct().Select(text => Value(text, "missing")),
            ]);

    private static XElement Number(string name) => new(
        Pmml + "DataField", new XAttribute("name", name), new XAttribute("optype", "continuous"), new XAttribute("dataType", "double"));

    private static XElement Texts(string name, IEnumerable<XElement> values) => new(
        Pmml + "DataField",
        new XAttribute("name", name),
        new XAttribute("optype", "categorical"),
        new XAttribute("dataType", "string"),
        values);

    private static XElement Value(string value, string? property = null) => new(
        Pmml + "Value", new XAttribute("value", value), property is null ? null : new XAttribute("property", property));

    private XElement ModelElement()
    {
        foreach (ExportedInput input in Model.Inputs)
        {
            _expressions.Read(input);
        }

        foreach (EquationStep step in Model.Equation.Steps)
        {
            _expressions.Compute(step);
        }

        XAttribute? name = Model.Title is string title ? new XAttribute("modelName", title) : null;
        if (Model.Calibration is EquationCalibration calibration)
        {
            return new XElement(
                Pmml + "MiningModel",
                name,
                new XAttribute("functionName", "classification"),
                new XAttribute("algorithmName", "logistic regression with isotonic calibration"),
                Schema([.. InputFields(), TargetField()]),
                Chain(calibration));
        }

        XElement[] tables = Tables();
        return RegressionModel(
            "classification",
            Model.IsBinary ? "logit" : "softmax",
            name,
            [.. InputFields(), TargetField()],
            Output(),
            _expressions.Fields,
            tables);
    }

    private XElement Chain(EquationCalibration calibration)
    {
        string logOdds = _expressions.Unique("log-odds");
        string probability = _expressions.Unique("calibrated probability");
        XElement table = new(Pmml + "RegressionTable", new XAttribute("intercept", "0"));
        Fill([table]);
        XElement output = new(Pmml + "Output", OutputField(
            logOdds, isText: false, new XAttribute("feature", "predictedValue"), new XAttribute("isFinalResult", "false")));
        XElement step = PmmlExpressions.DerivedField(probability, PmmlExpressions.Step(logOdds, calibration));
        XElement positive = ClassTable(Model.EquationClasses[0]);
        positive.Add(Predictor(probability, 1));
        XElement[] models =
        [
            RegressionModel("regression", "none", null, InputFields(), output, _expressions.Fields, [table]),
            RegressionModel(
                "classification", "none", null, [MiningField(logOdds), TargetField()], Output(), [step],
                [positive, ClassTable(1 - Model.EquationClasses[0])]),
        ];
        return new XElement(
            Pmml + "Segmentation",
            new XAttribute("multipleModelMethod", "modelChain"),
            models.Select((model, place) => new XElement(
                Pmml + "Segment", new XAttribute("id", place + 1), new XElement(Pmml + "True"), model)));
    }

    private static XElement RegressionModel(
        string function, string normalization, XAttribute? name, IEnumerable<XElement> fields, XElement output,
        IEnumerable<XElement> derived, IEnumerable<XElement> tables) => new(
            Pmml + "RegressionModel",
            name,
            new XAttribute("functionName", function),
            new XAttribute("algorithmName", "logistic regression"),
            new XAttribute("normalizationMethod", normalization),
            Schema(fields),
            output,
            new XElement(Pmml + "LocalTransformations", derived),
            tables);

    private static XElement Schema(IEnumerable<XElement> fields) => new(Pmml + "MiningSchema", fields);

    private IEnumerable<XElement> InputFields() =>
    [
        .. Model.Inputs.Select(input => MiningField(input.Feature.Name)),
        .. IsOffsetOwnField ? [MiningField(Model.Offset!)] : Array.Empty<XElement>(),
    ];

    private XElement TargetField() =>
        new(Pmml + "MiningField", new XAttribute("name", Model.Target), new XAttribute("usageType", "target"));

    // Levels that training did not see are valid: they have no coefficient. Missing cells are told from others by derived fields.
    private static XElement MiningField(string name) => new(
        Pmml + "MiningField",
        new XAttribute("name", name),
        new XAttribute("usageType", "active"),
        new XAttribute("invalidValueTreatment", "asIs"));

    private XElement Output()
    {
        (string Class, string Name)[] probabilities =
            [.. Model.Classes.Select(name => (name, _expressions.Unique($"probability({name})")))];
        var output = new XElement(Pmml + "Output", probabilities.Select(one => OutputField(
            one.Name, isText: false, new XAttribute("feature", "probability"), new XAttribute("value", one.Class))));
        string label = _expressions.Unique("prediction");
        output.Add(Model.IsBinary
            ? OutputField(
                label,
                isText: true,
                new XAttribute("feature", "transformedValue"),
                PmmlExpressions.Apply(
                    "if",
                    PmmlExpressions.Apply(
                        "greaterOrEqual",
                        PmmlExpressions.Field(probabilities.First(one => one.Class == Model.Model.Target.Positive).Name),
                        PmmlExpressions.Constant(Model.Model.Threshold)),
                    PmmlExpressions.Constant(Model.Model.Target.Positive!),
                    PmmlExpressions.Constant(Model.Model.Target.Negative!)))
            : OutputField(label, isText: true, new XAttribute("feature", "predictedValue")));
        return output;
    }

    private static XElement OutputField(string name, bool isText, params object[] content) => new(
        Pmml + "OutputField",
        [
            new XAttribute("name", name),
            new XAttribute("optype", isText ? "categorical" : "continuous"),
            new XAttribute("dataType", isText ? "string" : "double"),
            .. content,
        ]);

    // One for each class: with two, the positive one first, whose log-odds are those of its table; a class without an equation has 0.
    private XElement[] Tables()
    {
        int[] places = Model.IsBinary
            ? [Model.EquationClasses[0], 1 - Model.EquationClasses[0]]
            : [.. Enumerable.Range(0, Model.Classes.Count)];
        XElement[] tables = [.. places.Select(ClassTable)];
        Fill([.. Model.EquationClasses.Select(place => tables[Array.IndexOf(places, place)])]);
        return tables;
    }

    private XElement ClassTable(int place) => new(
        Pmml + "RegressionTable", new XAttribute("targetCategory", Model.Classes[place]), new XAttribute("intercept", "0"));

    // Adds the intercepts, the offset and what has a coefficient.
    private void Fill(XElement[] own)
    {
        foreach ((int equation, double intercept) in Model.Equation.Intercepts.Index())
        {
            own[equation].SetAttributeValue("intercept", PmmlExpressions.Text(intercept));
        }

        // The schema wants numbers before levels.
        EquationColumn[] columns = [.. Model.Equation.Terms.SelectMany(term => term.Columns)];
        foreach (EquationColumn column in columns.Where(column => !IsLevel(column)).Concat(columns.Where(IsLevel)))
        {
            Add(own, column);
        }

        if (Model.Offset is string offset)
        {
            foreach (XElement table in own)
            {
                table.AddFirst(Predictor(offset, 1));
            }
        }
    }

    private static bool IsLevel(EquationColumn column) => column is { Number: null, When: LevelCondition { Levels.Count: 1 } };

    private void Add(XElement[] tables, EquationColumn column)
    {
        if (IsLevel(column))
        {
            var level = (LevelCondition)column.When!;
            string field = _expressions.CellsOf(Model.PlaceOf(level.Column));
            foreach ((int equation, double weight) in column.Weights.Index())
            {
                tables[equation].Add(new XElement(
                    Pmml + "CategoricalPredictor",
                    new XAttribute("name", field),
                    new XAttribute("value", level.Levels[0]),
                    new XAttribute("coefficient", PmmlExpressions.Text(weight))));
            }

            return;
        }

        XElement number = column.Number is null ? PmmlExpressions.Constant(1) : _expressions.Number(column.Number);
        string name = _expressions.Derive($"column({column.Coefficient})", column.When is null
            ? number
            : PmmlExpressions.Apply("if", _expressions.Condition(column.When), number, PmmlExpressions.Constant(0)));
        foreach ((int equation, double weight) in column.Weights.Index())
        {
            tables[equation].Add(Predictor(name, weight));
        }
    }

    private static XElement Predictor(string name, double coefficient) => new(
        Pmml + "NumericPredictor", new XAttribute("name", name), new XAttribute("coefficient", PmmlExpressions.Text(coefficient)));
}
