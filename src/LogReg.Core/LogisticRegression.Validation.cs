namespace LogReg;

/// <content>What options of cross-validation ask of each other.</content>
public sealed partial record LogisticRegression
{
    private void ValidateCrossValidation()
    {
        if (LambdaChoice == LambdaChoice.Path && (CrossValidation ?? (object?)ThresholdRule) is not null)
        {
            string asked = CrossValidation is not null ? nameof(CrossValidation) : nameof(ThresholdRule);
            throw new ArgumentException(
                $"{asked} and {nameof(LambdaChoice)} {LambdaChoice} contradict each other: a path has no λ of its own; use {nameof(LambdaChoice)} {LambdaChoice.CrossValidation}.");
        }

        if (CrossValidation is { Selection: not LambdaSelection.Minimum } && LambdaChoice != LambdaChoice.CrossValidation)
        {
            throw new ArgumentException(
                $"{nameof(CrossValidationOptions.Selection)} {CrossValidation.Selection} needs {nameof(LambdaChoice)} {LambdaChoice.CrossValidation}: of a fixed model there is nothing to choose.");
        }
    }
}
