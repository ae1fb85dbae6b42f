using LogReg.Data;
using LogReg.Objectives;
using LogReg.Solvers;
using LogReg.Terms;

namespace LogReg.Estimation;

/// <summary>The starting point of a solver: 0, the fit to a sample of the rows, or the coefficients of another model, matched by
/// name.</summary>
internal sealed class StartingPoint
{
    private const int MostNames = 5;

    // A class in quotes.
    private const int LongestName = 50;

    private StartingPoint(double[] parameters, StartSummary? summary)
    {
        Parameters = parameters;
        Summary = summary;
    }

    /// <summary>The equations one after the other, on the standardised scale.</summary>
    public double[] Parameters { get; }

    /// <summary>The share that came from another model; <see langword="null"/> if none was given.</summary>
    public StartSummary? Summary { get; }

    /// <summary>The number of rows that the starting point was fitted to; 0 if it was not.</summary>
    public int SampleRows { get; private init; }

    /// <summary>Takes the coefficients of the plan's initial model as far as they have the same names, and moves them to where the new fit
    /// ends.</summary>
    /// <param name="plan">The plan of the fit.</param>
    /// <param name="input">The data.</param>
    /// <param name="rows">The encoded rows.</param>
    /// <param name="equationCount">How many equations the fit has: of more than two classes as many, or one less where the first has
    /// none.</param>
    /// <exception cref="LogRegException">The model predicts other classes or has other columns.</exception>
    public static StartingPoint Of(FitPlan plan, TrainingInput input, EncodedRows rows, int equationCount)
    {
        TermLayout layout = rows.Layout;
        double[] parameters = new double[equationCount * layout.Count];
        if (plan.InitialModel is not ModelContent model)
        {
            return new StartingPoint(parameters, null);
        }

        LinearEquation[] equations = EquationsOf(model, rows.Target, equationCount, input.Source);
        RequireColumns(plan, model, input.Table, layout.Features, input.Source);
        int matched = 0;
        for (int equation = 0; equation < equationCount; equation++)
        {
            matched = Fill(parameters.AsSpan(equation * layout.Count, layout.Count), equations[equation], model.Layout, layout);
        }

        var start = new StartingPoint(parameters, new StartSummary(matched, layout.Count));
        start.MoveToFit(rows.Balance, layout.Count, rows.Target.Classes.Count);
        return start;
    }

    // Without what class weights and a prior add to intercepts and, where every class has an equation, with equations that add up to 0:
    // nothing in the data tells them from others, and a fit from 0 has them so.
    private void MoveToFit(ClassBalance balance, int equationLength, int classCount)
    {
        balance.Uncorrect(Parameters, equationLength);
        if (Parameters.Length < classCount * equationLength)
        {
            return;
        }

        for (int parameter = 0; parameter < equationLength; parameter++)
        {
            double sum = 0;
            for (int place = parameter; place < Parameters.Length; place += equationLength)
            {
                sum += Parameters[place];
            }

            for (int place = parameter; place < Parameters.Length; place += equationLength)
            {
                Parameters[place] -= sum / classCount;
            }
        }
    }

    /// <summary>The fit of a sample of the rows in the place of 0, where that pays.</summary>
    /// <param name="plan">The plan of the fit.</param>
    /// <param name="problem">The problem to solve.</param>
    /// <param name="data">The rows.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <exception cref="OperationCanceledException">The operation was cancelled.</exception>
    public StartingPoint OrSampled(FitPlan plan, TrainingProblem problem, ClassificationData data, CancellationToken cancellationToken) =>
        Summary is null && !plan.Firth
        && SampleStart.Find(
            problem, data, plan.Penalty == PenaltyKind.None ? 0 : plan.Lambda, plan.Objectives, cancellationToken) is SampledStart sampled
            ? new StartingPoint(sampled.Parameters, null) { SampleRows = sampled.Rows }
            : this;

    /// <summary>With offsets, the intercept that fits them alone in the place of 0: from 0 offsets far from it leave every row saturated,
    /// where no step shows the way.</summary>
    /// <param name="data">The rows.</param>
    /// <param name="objectives">The factory of objectives.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <exception cref="OperationCanceledException">The operation was cancelled.</exception>
    public StartingPoint AtOffsets(ClassificationData data, ObjectiveFactory objectives, CancellationToken cancellationToken)
    {
        if (data.Offsets is not null && Summary is null)
        {
            Parameters[0] = NullModel.Intercept(data, objectives, cancellationToken);
        }

        return this;
    }

    /// <summary>Solves a problem from here.</summary>
    /// <param name="problem">The problem.</param>
    /// <param name="progress">Receives progress after each iteration; may be <see langword="null"/>.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <exception cref="OperationCanceledException">The operation was cancelled.</exception>
    public SolverResult Solve(TrainingProblem problem, IProgress<IterationProgress>? progress, CancellationToken cancellationToken)
    {
        SolverResult result = problem.Solve(Parameters, progress, cancellationToken);
        int[] held =
        [
            .. result.DependentParameters.Where(
                parameter => Parameters[parameter] != 0 && result.Parameters[parameter] == Parameters[parameter]),
        ];
        if (held.Length == 0)
        {
            return result;
        }

        // A column that follows from others has the coefficient 0, wherever the start had it.
        double[] parameters = [.. Parameters];
        foreach (int parameter in held)
        {
            parameters[parameter] = 0;
        }

        return problem.With(checkpoint: null).Solve(parameters, progress, cancellationToken);
    }

    // Columns that the caller left out on purpose, or that turned out to be constant, are no other data.
    private static void RequireColumns(FitPlan plan, ModelContent model, Table table, IReadOnlyList<Feature> features, string? source)
    {
        Dictionary<string, Feature> own = features.ToDictionary(feature => feature.Name);
        string[] absent = plan.Features is not null || plan.Formula is not null ? [] :
        [
            .. model.Features.Select(feature => feature.Name)
                .Where(
                    name =>
                        !own.ContainsKey(name) && !plan.ExcludedColumns.Contains(name) && table.Columns.All(column => column.Name != name)),
        ];
        if (absent.Length > 0)
        {
            throw new DataException(
                $"the model of {Option.InitialModel} has features that the data do not have: {List(absent)}",
                source,
                hint: $"use another model with {Option.InitialModel}, leave {Option.InitialModel} out, or name the columns to use with "
                    + $"{Option.Features}");
        }

        Feature? other =
            model.Features.FirstOrDefault(
                feature => own.TryGetValue(feature.Name, out Feature? mine) && mine.Kind != feature.Kind);
        if (other is not null)
        {
            bool isCategorical = other.Kind == ColumnKind.Categorical;
            throw new DataException(
                $"{MessageText.Quote(other.Name)} is {(isCategorical ? "categorical" : "numeric")} in the model of "
                    + $"{Option.InitialModel}, but "
                    + $"{(isCategorical ? "numeric" : "categorical")} in the data",
                source,
                column: other.Name,
                hint: isCategorical
                    ? OptionText.Of($"add {Option.CategoricalColumns.Names(other.Name)}, or leave {Option.InitialModel} out")
                    : OptionText.Of($"leave {Option.InitialModel} out, or train a new model to start from"));
        }

        if (model.Features.Count > 0 && !model.Features.Any(feature => own.ContainsKey(feature.Name)))
        {
            throw new DataException(
                $"the model of {Option.InitialModel} has no feature in common with the data",
                source,
                hint: $"use another model with {Option.InitialModel}, or leave {Option.InitialModel} out");
        }
    }

    // The model's equations as those of the fit: on the original scale, in its order of classes, against its reference.
    private static LinearEquation[] EquationsOf(ModelContent model, TargetDescription target, int equationCount, string? source)
    {
        int[] places = [.. target.Classes.Select(model.Target.IndexOf)];
        if (places.Length != model.Target.Classes.Count || places.Contains(-1))
        {
            throw new DataException(
                $"the model of {Option.InitialModel} predicts other classes: "
                    + $"{List([.. model.Target.Classes.Select(MessageText.Quote)])}, but the target has "
                    + $"{List([.. target.Classes.Select(MessageText.Quote)])}",
                source,
                column: target.Name,
                hint: $"use a model with the same classes, or leave {Option.InitialModel} out");
        }

        if (target.IsBinary)
        {
            LinearEquation own = model.Equations[0];
            bool isSame = places[target.PositiveIndex] == model.Target.PositiveIndex;
            return [isSame ? own : Combine(own, own, -1, 0)];
        }

        LinearEquation none = Combine(model.Equations[0], model.Equations[0], 0, 0);
        LinearEquation[] byClass = [.. places.Select(place => model.EquationOf(place) ?? none)];
        return equationCount == byClass.Length
            ? byClass
            : [.. byClass.Skip(1).Select(equation => Combine(equation, byClass[0], 1, -1))];
    }

    private static LinearEquation Combine(LinearEquation first, LinearEquation second, double firstFactor, double secondFactor)
    {
        return new LinearEquation(
            Sum(first.Intercept, second.Intercept),
            [.. first.Weights.Zip(second.Weights, (left, right) => left.Zip(right, Sum).ToArray())]);

        double Sum(double left, double right) => (firstFactor * left) + (secondFactor * right);
    }

    /// <returns>How many coefficients were found.</returns>
    private static int Fill(Span<double> parameters, LinearEquation equation, TermLayout known, TermLayout layout)
    {
        int matched = 1;
        double intercept = equation.Intercept;
        var places = known.Terms.Index().DistinctBy(pair => pair.Item.Name).ToDictionary(pair => pair.Item.Name, pair => pair.Index);
        foreach ((Term term, ParameterGroup own) in layout.Terms.Zip(layout.Groups))
        {
            if (!places.TryGetValue(term.Name, out int place))
            {
                continue;
            }

            // Both may have another reference: the log-odds of the levels that both know must agree.
            double[] weights = equation.Weights[place];
            double shift = term.Reference is TermParameter reference ? known.Terms[place].WeightOf(reference, weights) ?? 0 : 0;
            foreach ((TermParameter parameter, int target) in term.Parameters.Zip(own.Parameters))
            {
                if (known.Terms[place].WeightOf(parameter, weights) is double weight)
                {
                    parameters[target] = (weight - shift) * parameter.Scale;
                    intercept += weight * parameter.Mean;
                    matched++;
                }
            }

            intercept += shift;
        }

        parameters[0] = intercept;
        return matched;
    }

    private static string List(string[] names) =>
        MessageText.List(names, MostNames, LongestName);
}
