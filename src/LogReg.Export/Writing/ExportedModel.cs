using LogReg.Equations;

namespace LogReg.Export.Writing;

/// <summary>What exporters know of a model.</summary>
internal sealed class ExportedModel
{
    private readonly Lazy<IReadOnlyList<ExampleRow>> _examples;

    /// <param name="model">The model.</param>
    /// <param name="title">What it is called, or <see langword="null"/>.</param>
    /// <exception cref="LogRegException">A term reads vectors or texts.</exception>
    public ExportedModel(LogisticModel model, string? title)
    {
        Model = model;
        Title = title;
        Equation = model.WriteEquation();
        Inputs =
        [
            .. model.Features.Select((feature, place) => new ExportedInput(
                place, feature, Equation.Inputs.FirstOrDefault(input => input.Column == feature.Name))),
        ];
        EquationClasses = [.. Equation.Classes.Select(name => model.Target.Classes.ToList().IndexOf(name))];
        _examples = new Lazy<IReadOnlyList<ExampleRow>>(() => ExampleRow.Of(this));
    }

    /// <summary>The model.</summary>
    public LogisticModel Model { get; }

    /// <summary>What the model is called; <see langword="null"/> for no name.</summary>
    public string? Title { get; }

    /// <summary>The model as arithmetic.</summary>
    public ModelEquation Equation { get; }

    /// <summary>The step function of isotonic calibration; <see langword="null"/> if there is none.</summary>
    public EquationCalibration? Calibration => Equation.Calibration;

    /// <summary>The columns that a row has, in the order of the features.</summary>
    public IReadOnlyList<ExportedInput> Inputs { get; }

    /// <summary>The name of the target.</summary>
    public string Target => Model.Target.Name;

    /// <summary>The classes.</summary>
    public IReadOnlyList<string> Classes => Model.Target.Classes;

    /// <summary>Whether there are two classes.</summary>
    public bool IsBinary => Model.Target.IsBinary;

    /// <summary>The position of the class of each equation.</summary>
    public IReadOnlyList<int> EquationClasses { get; }

    /// <summary>The column that is added to the log-odds; <see langword="null"/> if there is none.</summary>
    public string? Offset => Model.OffsetColumn;

    /// <summary>Rows with what the model says of them, for self-tests.</summary>
    public IReadOnlyList<ExampleRow> Examples => _examples.Value;

    /// <summary>The same, and rows with dates in each notation.</summary>
    public IEnumerable<ExampleRow> ExamplesOfTexts => Examples.Concat(DateNotations.Of(this));

    /// <summary>The position of a column among <see cref="Inputs"/>.</summary>
    /// <param name="column">Its name.</param>
    public int PlaceOf(string column) => Inputs.First(input => input.Feature.Name == column).Place;
}
