using LogReg.Equations;
using LogReg.Export.Writing;

namespace LogReg.Export.Excel;

/// <summary>A model as cells with formulas, wherever they stand.</summary>
internal sealed class ExcelModel
{
    // Excel takes no number below −9.99E307.
    private const double Least = -1e307;

    private readonly ExcelExpressions _expressions;
    private readonly Dictionary<int, int> _levelCells = [];
    private readonly Dictionary<int, ExcelNumber> _numberCells = [];

    /// <param name="model">The model.</param>
    public ExcelModel(ExportedModel model)
    {
        _expressions = new ExcelExpressions(model, Program, Constants);
        bool hasOwnOffset = model.Offset is string offset && model.Inputs.All(input => input.Feature.Name != offset);
        Names = [.. model.Inputs.Select(input => input.Feature.Name), .. hasOwnOffset ? [model.Offset!] : Array.Empty<string>()];
        string[] cells = [.. Names.Select(name => Program.Add(new ExcelCell(name, Formula: null)))];
        Read(model, cells);
        foreach (EquationStep step in model.Equation.Steps)
        {
            _expressions.Compute(step);
        }

        AddTerms(model);
        Scores = [.. model.Equation.Classes.Select((_, equation) => Program.Cells.Count + equation)];
        foreach (string name in model.Equation.Classes)
        {
            // The sheets add up the terms in ways of their own.
            Program.Add($"log-odds of {name}", "");
        }

        AddProbabilities(model);
    }

    /// <summary>The columns that a person fills, in the order of the first cells.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>The cells.</summary>
    public ExcelProgram Program { get; } = new();

    /// <summary>The numbers and lists that formulas use.</summary>
    public ExcelConstants Constants { get; } = new();

    /// <summary>The cell of the offset; <see langword="null"/> if there is none.</summary>
    public string? Offset { get; private set; }

    /// <summary>The first cell with coefficients, that of the intercepts.</summary>
    public int FirstWeighted { get; private set; }

    /// <summary>The last cell with coefficients.</summary>
    public int LastWeighted { get; private set; }

    /// <summary>The cells with positions of levels, whose coefficients are looked up.</summary>
    public IReadOnlyList<int> LookedUp { get; private set; } = [];

    /// <summary>The cells with the log-odds of each equation, which have no formula here.</summary>
    public IReadOnlyList<int> Scores { get; }

    /// <summary>The cells with probabilities: of the positive of two classes, or of each.</summary>
    public IReadOnlyList<int> Probabilities { get; private set; } = [];

    /// <summary>The cell with the class that is predicted.</summary>
    public int Prediction { get; private set; }

    /// <summary>The levels of a column.</summary>
    /// <param name="column">The name of the column.</param>
    public ExcelLevels LevelsOf(string column) => _expressions.LevelsOf(column);

    /// <summary>Whether the cells of a column are levels.</summary>
    /// <param name="place">The place of the column.</param>
    public bool IsLevel(int place) => LevelCells.ContainsKey(place);

    /// <summary>For each column with levels the cell with their positions.</summary>
    public IReadOnlyDictionary<int, int> LevelCells => _levelCells;

    /// <summary>For each column with numbers or dates the cells with what they count as, and with 1 where they are missing.</summary>
    public IReadOnlyDictionary<int, ExcelNumber> NumberCells => _numberCells;

    private void Read(ExportedModel model, string[] cells)
    {
        var inputs = new ExcelInputs(model, Program, Constants, _expressions);
        foreach (ExportedInput input in model.Inputs)
        {
            if (input.Number is null)
            {
                inputs.ReadLevel(input, cells[input.Place]);
                _levelCells.Add(input.Place, Program.Cells.Count - 1);
            }
            else
            {
                inputs.ReadNumber(input, cells[input.Place]);
                _numberCells.Add(input.Place, new ExcelNumber(Program.Cells.Count - 1, Program.Cells.Count - 2));
            }
        }

        Offset = model.Offset is string offset ? inputs.ReadOffset(offset, cells[Names.ToList().IndexOf(offset)]) : null;
    }

    // Cells with coefficients stand together, those whose coefficients are looked up after them.
    private void AddTerms(ExportedModel model)
    {
        var weighted = new List<ExcelCell> { new("(intercept)", "1") { Weights = model.Equation.Intercepts } };
        var lookedUp = new List<ExcelCell>();
        foreach (EquationTerm term in model.Equation.Terms)
        {
            EquationColumn[] levels = [.. term.Columns.Where(column => column is { Number: null,
                When: LevelCondition { Levels.Count: 1 } })];
            bool isTable = levels.Length == term.Columns.Count && levels.Length > 0
                && levels.DistinctBy(column => ((LevelCondition)column.When!).Column).Count() == 1;
            if (isTable)
            {
                lookedUp.Add(Table(model, term.Name, levels));
                continue;
            }

            weighted.AddRange(term.Columns.Select(
                column => new ExcelCell(column.Coefficient, _expressions.Value(column)) { Weights = column.Weights }));
        }

        FirstWeighted = Program.Cells.Count;
        weighted.ForEach(cell => Program.Add(cell));
        LastWeighted = Program.Cells.Count - 1;
        LookedUp = [.. Enumerable.Range(Program.Cells.Count, lookedUp.Count)];
        lookedUp.ForEach(cell => Program.Add(cell));
    }

    private ExcelCell Table(ExportedModel model, string name, EquationColumn[] columns)
    {
        string column = ((LevelCondition)columns[0].When!).Column;
        ExcelLevels levels = _expressions.LevelsOf(column);
        return new ExcelCell($"{name}: position of the level", _expressions.CellOf(column))
        {
            Tables =
            [
                .. model.Equation.Classes.Select((to, equation) => levels.Table(
                    $"coefficients of {name}{(model.IsBinary ? "" : $" for {to}")}",
                    columns.Select(one => KeyValuePair.Create(((LevelCondition)one.When!).Levels[0], one.Weights[equation])))),
            ],
        };
    }

    // The last step whose limit is at most the log-odds; the first one has none.
    private string Step(EquationCalibration calibration, string score)
    {
        string limits = Constants.List("log-odds from which a probability holds", [Least, .. calibration.Limits]);
        string probabilities = Constants.List("probability from there on", [.. calibration.Probabilities]);
        return $"LOOKUP({score},{limits},{probabilities})";
    }

    private void AddProbabilities(ExportedModel model)
    {
        if (model.IsBinary)
        {
            string score = $"{{{Scores[0]}}}";
            string probability = Program.Add(
                $"probability of {model.Model.Target.Positive}",
                model.Calibration is EquationCalibration calibration
                    ? Step(calibration, score)
                    : $"IF({score}>=0,1/(1+EXP(-{score})),EXP({score})/(1+EXP({score})))");
            Probabilities = [Program.Cells.Count - 1];
            Constants.List("classes", [model.Model.Target.Positive!, model.Model.Target.Negative!]);
            string positive = Constants.OfLast(0);
            string negative = Constants.OfLast(1);
            Constants.List("threshold", [model.Model.Threshold]);
            Program.Add("prediction", $"IF({probability}>={Constants.OfLast(0)},{positive},{negative})");
            Prediction = Program.Cells.Count - 1;
            return;
        }

        List<int> equations = [.. model.EquationClasses];
        string[] scores = [.. model.Classes.Select((_, place) => equations.IndexOf(place) is int own and >= 0 ? $"{{{Scores[own]}}}"
            : "0")];
        string largest = Program.Add("largest log-odds", Program.Join("largest", scores, some => $"MAX({string.Join(',', some)})", cell =>
            cell));
        string[] odds =
        [
            .. model.Classes.Zip(scores, (name, score) => Program.Add($"odds of {name} to the likeliest", $"EXP({score}-{largest})")),
        ];
        string total = Program.Add("their sum", $"SUM({odds[0]}:{odds[^1]})");
        string[] probabilities = [.. model.Classes.Zip(odds, (name, one) => Program.Add($"probability({name})", $"{one}/{total}"))];
        Probabilities = [.. Enumerable.Range(Program.Cells.Count - probabilities.Length, probabilities.Length)];
        string classes = Constants.List("classes", model.Classes);
        string range = $"{probabilities[0]}:{probabilities[^1]}";
        Program.Add("prediction", $"INDEX({classes},MATCH(MAX({range}),{range},0))");
        Prediction = Program.Cells.Count - 1;
    }
}
