using LogReg.Data;

namespace LogReg.Cli.Commands;

/// <summary>The column that a model's predictions are compared with.</summary>
internal static class TargetColumn
{
    /// <summary>Makes sure that an input has it.</summary>
    /// <exception cref="DataException">It has not.</exception>
    public static void Require(LogisticModel model, CsvSource source)
    {
        IReadOnlyList<string> names = source.ReadHeader().Names;
        if (!names.Contains(model.Target.Name))
        {
            IReadOnlyList<string> nearest = NearestNames.Find(model.Target.Name, names);
            throw new DataException(
                $"there is no column '{model.Target.Name}', the target that predictions are compared with",
                source.Name,
                hint: nearest.Count > 0 ? $"did you mean {string.Join(" or ", nearest.Select(near => $"'{near}'"))}? rename it" : "'logreg predict' predicts rows whose class is not known");
        }
    }
}
